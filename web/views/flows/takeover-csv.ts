import { type CsvColumns, csvOf } from "../../parts/csv.ts";
import type { TakeoverRow } from "../../parts/takeover-rows.ts";

const columns: CsvColumns<TakeoverRow> = {
  pctCode: ({ from }) => from?.code,
  pct: ({ from }) => from?.name,
  ccgCode: ({ to }) => to?.code,
  ccg: ({ to }) => to?.name,
  practices: ({ practices }) => practices,
  patients: ({ patients }) => patients,
  shareOfPct: ({ shareOfFrom }) => shareOfFrom,
  shareOfCcg: ({ shareOfTo }) => shareOfTo,
  saidBy: ({ to, said }) => to && (said ? said.source.code : "the practices of this graph"),
};

export const takeoverCsv = (rows: readonly TakeoverRow[]): string => csvOf(columns, rows);
