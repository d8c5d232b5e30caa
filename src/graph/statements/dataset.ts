import { graphIdOf } from "../../model/audit.ts";
import { type Coverage, readCovers } from "../../model/coverage.ts";
import type { Instant, IsoDate } from "../../model/dates.ts";
import type { Source } from "../../model/source.ts";
import { sourceForm } from "../../vocabulary/said.ts";
import type { RawRow, Statement } from "../graph.ts";

export interface DatasetRow {
  readonly referenceDate: IsoDate | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly revision: number;
  /** When the latest of its facts was recorded. */
  readonly recordedAt: Instant | null;
  readonly synthetic: boolean;
  /** Names the history that its revisions count in. */
  readonly graphId: string;
  /** What its sources and their editions state that they cover. */
  readonly coverage: readonly Coverage[];
}

/** What the graph says of itself; no row where nothing was ever written. */
export const datasetProperties: Statement<Record<string, never>, DatasetRow> = {
  name: "dataset",
  cypher: `MATCH (d:Dataset {code: "dataset"})
OPTIONAL MATCH (a:AuditRecord {sequence: 1})
OPTIONAL MATCH (s:Source) WHERE s.covers IS NOT NULL
WITH d, a.hash AS firstHash, collect({source: s.code, covers: s.covers, addedIn: s.coversAddedIn}) AS stated
RETURN properties(d) AS dataset, firstHash, stated`,
  row: ({ dataset, firstHash, stated: sources }) => {
    const stored = dataset as Partial<DatasetRow>;
    return {
      referenceDate: stored.referenceDate ?? null,
      from: stored.from ?? null,
      to: stored.to ?? null,
      revision: stored.revision ?? 0,
      recordedAt: stored.recordedAt ?? null,
      synthetic: stored.synthetic ?? false,
      graphId: graphIdOf((firstHash ?? null) as string | null),
      coverage: (sources as readonly StatedCoverage[]).flatMap(coverageOf),
    };
  },
};

interface StatedCoverage {
  readonly source: string | null;
  readonly covers: readonly string[] | null;
  readonly addedIn: number | null;
}

/** Nothing of a source that is not there, as where none states anything. */
const coverageOf = ({ source, covers, addedIn }: StatedCoverage): Coverage[] =>
  source === null
    ? []
    : (covers ?? []).flatMap((text) => {
        const said = readCovers(text);
        return said ? [{ ...said, source, knownFrom: null, addedIn: addedIn ?? 0 }] : [];
      });

const readSource = (raw: RawRow): Source => ({
  ...sourceForm.unsaid,
  ...(raw.source as Source),
});

export const sourcesByCode: Statement<{ codes: readonly string[] }, Source> = {
  name: "sources by code",
  cypher: `UNWIND $codes AS code MATCH (s:Source {code: code}) RETURN properties(s) AS source`,
  row: readSource,
};

export const allSources: Statement<Record<string, never>, Source> = {
  name: "sources",
  cypher: `MATCH (s:Source) RETURN properties(s) AS source ORDER BY s.code`,
  row: readSource,
};
