import { type CsvColumns, csvOf } from "../../parts/csv.ts";
import type { DownloadRow } from "./download-query.ts";

/** The columns of orphans.csv, as the program's own export has them. */
const columns: CsvColumns<DownloadRow> = {
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

/** The practices as CSV. */
export const orphansCsv = (rows: readonly DownloadRow[]): string => csvOf(columns, rows);
