import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** Writes `src/model/published-totals.ts` from `seed/published-figures.csv`, so that the model, which reads no files, knows them. */

type Row = Readonly<Record<string, string>>;

const seed = new URL("../seed/published-figures.csv", import.meta.url);
export const publishedTotalsFile = new URL("../src/model/published-totals.ts", import.meta.url);

const text = (cell: string | undefined): string => (cell ? JSON.stringify(cell) : "null");

function totalText(row: Row): string {
  const day = row.on ? `parseDate(${JSON.stringify(row.on)})` : "null";
  const known = row.known_from ? `parseDate(${JSON.stringify(row.known_from)})` : "null";
  return `  {
    measure: ${text(row.measure)},
    value: ${row.value},
    atLeast: ${row.at_least === "true"},
    approximate: ${row.approximate === "true"},
    on: ${day},
    knownFrom: ${known},
    source: ${text(row.source)},
    fact: ${text(row.fact)},
  },`;
}

export function publishedTotalsText(): string {
  const rows = parse<Row>(readFileSync(seed), { columns: true, skip_empty_lines: true });
  return `import { parseDate } from "./dates.ts";
import type { PublishedTotal } from "./published-figure.ts";

/** Made of seed/published-figures.csv by "npm run published-figures". All are of England. */
export const publishedTotals: readonly PublishedTotal[] = [
${rows.map(totalText).join("\n")}
];
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  writeFileSync(publishedTotalsFile, publishedTotalsText());
