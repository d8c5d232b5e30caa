/** Which columns a statement answers, and which its reader takes. */

/** The parts of a text between commas that stand in no brackets and no quotes. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let [start, depth, quote] = [0, 0, ""];
  for (const [at, letter] of [...text].entries()) {
    if (quote) quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter)) depth--;
    else if (letter === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** The columns of a statement's last RETURN: a name, or what stands after AS. None where it returns nothing. */
export function columnsReturned(cypher: string): string[] {
  const at = cypher.search(/\bRETURN\b(?![\s\S]*\bRETURN\b)/);
  if (at < 0) return [];
  const [returned = ""] = cypher
    .slice(at + "RETURN".length)
    .replace(/^\s*DISTINCT\b/, "")
    .split(/\s(?:ORDER BY|SKIP|LIMIT)\s/);
  return partsOf(returned).map((part) => (/\bAS\s+(\w+)\s*$/.exec(part)?.[1] ?? part).trim());
}

/** Whatever is asked of it: a reader goes as far as it can. */
const anything: unknown = new Proxy(() => anything, {
  get: (_target, name) => {
    if (name === Symbol.iterator) return function* () {};
    if (name === Symbol.toPrimitive) return () => "0";
    return name === "then" ? undefined : anything;
  },
  apply: () => anything,
});

/** The columns that a reader asks a row for, as far as it goes without a row of the graph. */
export function columnsTaken(row: (raw: Readonly<Record<string, unknown>>) => unknown): string[] {
  const taken = new Set<string>();
  const raw = new Proxy<Record<string, unknown>>(
    {},
    {
      get(_target, name) {
        taken.add(String(name));
        return anything;
      },
    },
  );
  try {
    row(raw);
  } catch {
    // A reader that refuses what stands for a value has asked for its column.
  }
  return [...taken];
}
