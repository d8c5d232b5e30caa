import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** Writes `src/model/aliases.ts` from `seed/aliases.csv`, so that the model, which reads no files, knows them. */

interface AliasRow {
  readonly alias: string;
  /** Nothing where the word counts for nothing. */
  readonly means: string;
}

const seed = new URL("../seed/aliases.csv", import.meta.url);
export const aliasesFile = new URL("../src/model/aliases.ts", import.meta.url);

export function aliasesText(): string {
  const rows = parse<AliasRow>(readFileSync(seed), { columns: true, skip_empty_lines: true });
  const short = rows.filter(({ means }) => means !== "");
  const entries = short.map(({ alias, means }) => `  ${alias.toLowerCase()}: "${means.toLowerCase()}",`);
  const noise = rows.filter(({ means }) => means === "").map(({ alias }) => `"${alias.toLowerCase()}"`);
  return `/** Made of seed/aliases.csv, which has the source of each, by "npm run aliases". */

/** What short forms of words stand for. */
export const shortForms: Readonly<Record<string, string>> = {
${entries.join("\n")}
};

/** Words that tell no organisation from another. */
export const idleWords: readonly string[] = [${noise.join(", ")}];
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(aliasesFile, aliasesText());
