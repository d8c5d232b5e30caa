import type { Code } from "../../model/code.ts";
import type { Confidence } from "../../model/kinds.ts";
import { pathfinderCountForm } from "../../vocabulary/said.ts";
import type { NoParams, Statement } from "../graph.ts";

/**
 * Pathfinder consortia as counted by a source: of England in each wave, or of one SHA after the second. They belong to
 * no consortium, and far more were counted than named.
 */
export interface PathfinderCount {
  /** "1" to "5", or "1-2" for a count after the second wave. */
  readonly wave: string;
  /** Null for England. */
  readonly sha: Code | null;
  readonly pathfinders: number | null;
  readonly runningTotal: number | null;
  readonly practices: number | null;
  /** Patients covered. */
  readonly population: number | null;
  /** The month of the announcement, such as "2010-12"; null where unknown. */
  readonly announced: string | null;
  readonly source: string;
  readonly confidence: Confidence;
  readonly note: string | null;
}

export const recordPathfinderCounts: Statement<{ rows: readonly PathfinderCount[] }, number> = {
  name: "record pathfinder counts",
  cypher: `UNWIND $rows AS row
CREATE (c:PathfinderCount) SET c += row
RETURN count(*) AS written`,
  row: (raw) => Number(raw.written),
};

/** All counts: England's waves first, then SHA by SHA. */
export const pathfinderCounts: Statement<NoParams, PathfinderCount> = {
  name: "pathfinder counts",
  cypher: `MATCH (c:PathfinderCount)
RETURN ${pathfinderCountForm.names.map((name) => `c.${name} AS ${name}`).join(", ")}
ORDER BY coalesce(c.sha, ""), c.wave`,
  row: (raw) => ({ ...raw }) as unknown as PathfinderCount,
};
