import { graphIdOf } from "../../model/audit.ts";
import { type Coverage, type Covers, readCovers } from "../../model/coverage.ts";
import type { Instant, IsoDate } from "../../model/dates.ts";
import type { Source } from "../../model/source.ts";
import { sourceForm } from "../../vocabulary/said.ts";
import type { NoParams, RawRow, Statement } from "../graph.ts";

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
}

/** What the graph says of itself; no row where nothing was ever written. */
export const datasetProperties: Statement<NoParams, DatasetRow> = {
  name: "dataset",
  cypher: `MATCH (d:Dataset {code: "dataset"})
OPTIONAL MATCH (a:AuditRecord {sequence: 1})
RETURN properties(d) AS dataset, a.hash AS firstHash`,
  row: ({ dataset, firstHash }) => {
    const stored = dataset as Partial<DatasetRow>;
    return {
      referenceDate: stored.referenceDate ?? null,
      from: stored.from ?? null,
      to: stored.to ?? null,
      revision: stored.revision ?? 0,
      recordedAt: stored.recordedAt ?? null,
      synthetic: stored.synthetic ?? false,
      graphId: graphIdOf((firstHash ?? null) as string | null),
    };
  },
};

/** What the sources and their editions state that they cover, in one row. It is another only where the revision is. */
export const statedCoverage: Statement<NoParams, readonly Coverage[]> = {
  name: "coverage",
  cypher: `OPTIONAL MATCH (s:Source) WHERE s.covers IS NOT NULL
WITH collect({source: s.code, covers: s.covers, addedIn: s.coversAddedIn}) AS sources
OPTIONAL MATCH (e:Edition)
WITH sources, collect({source: e.source, edition: e.covers, knownFrom: e.knownFrom, addedIn: e.addedIn}) AS editions
RETURN sources + editions AS stating`,
  row: ({ stating }) => (stating as readonly Stating[]).flatMap(coverageOf),
};

/** A source that states what it covers, or an edition of one; neither, where nothing does. */
interface Stating {
  readonly source: string | null;
  readonly covers?: readonly string[] | null;
  /** What an edition covers, as JSON. */
  readonly edition?: string | null;
  readonly knownFrom?: Instant | null;
  readonly addedIn: number | null;
}

function coverageOf({ source, covers, edition, knownFrom = null, addedIn }: Stating): Coverage[] {
  if (source === null) return [];
  const said: readonly (Covers | null)[] = edition ? JSON.parse(edition) : (covers ?? []).map(readCovers);
  return said.flatMap((each) => (each ? [{ ...each, source, knownFrom, addedIn: addedIn ?? 0 }] : []));
}

const readSource = (raw: RawRow): Source => ({
  ...sourceForm.unsaid,
  ...(raw.source as Source),
});

export const sourcesByCode: Statement<{ codes: readonly string[] }, Source> = {
  name: "sources by code",
  cypher: `UNWIND $codes AS code MATCH (s:Source {code: code}) RETURN properties(s) AS source`,
  row: readSource,
};

export const allSources: Statement<NoParams, Source> = {
  name: "sources",
  cypher: `MATCH (s:Source) RETURN properties(s) AS source ORDER BY s.code`,
  row: readSource,
};
