/** Groups rows in the order in which their groups first come. */
export function grouped<Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return [...groups.values()];
}
