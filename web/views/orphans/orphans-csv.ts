import { stringify } from "csv-stringify/browser/esm/sync";
import type { DownloadRow } from "./download-query.ts";

type Cell = string | number | null | undefined;

/** The columns of orphans.csv, as the program's own export has them. */
const columns: Readonly<Record<string, (row: DownloadRow) => Cell>> = {
  code: ({ code }) => code,
  name: ({ name }) => name,
  standing: ({ standing }) => standing,
  outsideReason: ({ outsideReason }) => outsideReason,
  orphanedSince: ({ orphanedSince }) => orphanedSince,
  listSize: ({ listSize }) => listSize,
  listSizeOn: ({ listSizeOn }) => listSizeOn,
  postcode: ({ postcode }) => postcode,
  pctCode: ({ pct }) => pct?.code,
  pctName: ({ pct }) => pct?.name,
  clusterCode: ({ cluster }) => cluster?.code,
  clusterName: ({ cluster }) => cluster?.name,
  shaCode: ({ sha }) => sha?.code,
  shaName: ({ sha }) => sha?.name,
  suggestedConsortium: ({ suggestedConsortia: [first] }) => first?.consortium.code,
  suggestedConsortiumName: ({ suggestedConsortia: [first] }) => first?.consortium.name,
  suggestedSharePct: ({ suggestedConsortia: [first] }) => first?.sharePct,
  suggestedEvidence: ({ suggestedConsortia: [first] }) => first?.evidence,
  otherSuggestions: ({ suggestedConsortia: [, ...others] }) =>
    others.map(({ consortium }) => consortium.code).join("; "),
  confidence: ({ confidence }) => confidence,
  source: ({ source }) => source.code,
};

/** The practices as CSV: a header, a row each. Text that a spreadsheet would run as a formula is led by an apostrophe. */
export function orphansCsv(rows: readonly DownloadRow[]): string {
  const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row) ?? ""));
  return stringify([Object.keys(columns), ...cells], { escape_formulas: true, record_delimiter: "\n" });
}
