import { type CsvColumns, csvOf } from "../../parts/csv.ts";
import type { TakeoverRow } from "./takeover-query.ts";

const columns: CsvColumns<TakeoverRow> = {
  pctCode: ({ from }) => from?.code,
  pct: ({ from }) => from?.name,
  ccgCode: ({ to }) => to?.code,
  ccg: ({ to }) => to?.name,
  practices: ({ practices }) => practices,
  patients: ({ patients }) => patients,
  shareOfPct: ({ shareOfFrom }) => shareOfFrom,
  shareOfCcg: ({ shareOfTo }) => shareOfTo,
};

export const takeoverCsv = (pairs: readonly TakeoverRow[]): string => csvOf(columns, pairs);
