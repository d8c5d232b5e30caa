import { type CsvColumns, csvOf } from "../../parts/csv.ts";
import type { AreaRow } from "./area-rows.ts";
import { tones } from "./tones.ts";

/** What the file says of an area: what the table says, with codes, and figures as numbers. */
const columns: CsvColumns<AreaRow> = {
  code: ({ area }) => area.code,
  name: ({ area }) => area.name,
  kind: ({ area }) => area.kind,
  within: ({ within }) => within,
  shown: ({ area }) => area.tone && tones[area.tone].label,
  delegatedShare: ({ area }) => area.share,
  practicesOutside: ({ area }) => area.outside,
  practices: ({ area }) => area.practices || null,
  patients: ({ area }) => area.patients || null,
  confidence: ({ area }) => area.confidence,
  source: ({ area }) => area.source?.code,
  sourceTitle: ({ area }) => area.source?.title,
};

export const areaCsv = (rows: readonly AreaRow[]): string => csvOf(columns, rows);
