export type SortValue = string | number | null | undefined;
export type Direction = "ascending" | "descending";

const inEnglish = new Intl.Collator("en-GB", { numeric: true });

/** The rows in order; what is unknown comes last, whichever way. */
export function sorted<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  direction: Direction,
): readonly Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  return rows
    .map((row) => ({ row, value: value(row) ?? null }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return sign * compared(a.value, b.value);
    })
    .map(({ row }) => row);
}

function compared(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return inEnglish.compare(String(a), String(b));
}
