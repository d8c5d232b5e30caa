import { type CsvColumns, csvOf } from "../../parts/csv.ts";
import { saidBy, sourcesOf } from "./change-words.ts";
import type { ChangeFact, ChangeRow } from "./compare-query.ts";

const codesIn = (facts: readonly ChangeFact[]): string =>
  facts.flatMap((fact) => saidBy(fact).party?.code ?? []).join("; ");
const namesIn = (facts: readonly ChangeFact[]): string =>
  facts.flatMap((fact) => saidBy(fact).party?.name ?? []).join("; ");
const confidencesIn = ({ organisation, before, after }: ChangeRow): readonly string[] => {
  const facts = [...before, ...after];
  return (facts.length === 0 ? [organisation] : facts).map(({ confidence }) => confidence);
};

const columns: CsvColumns<ChangeRow> = {
  code: ({ organisation }) => organisation.code,
  name: ({ organisation }) => organisation.name,
  organisationKind: ({ organisation }) => organisation.kind,
  change: ({ kind }) => kind,
  on: ({ on }) => on,
  description: ({ description }) => description,
  beforeCodes: ({ before }) => codesIn(before),
  beforeNames: ({ before }) => namesIn(before),
  afterCodes: ({ after }) => codesIn(after),
  afterNames: ({ after }) => namesIn(after),
  confidence: (row) => [...new Set(confidencesIn(row))].join("; "),
  sources: (row) =>
    sourcesOf(row)
      .map(({ code }) => code)
      .join("; "),
  inBetween: ({ inBetween }) => String(inBetween),
};

/** The changes as CSV, a row each. */
export const changesCsv = (rows: readonly ChangeRow[]): string => csvOf(columns, rows);
