import type { PathfinderCount } from "../../graph/statements/pathfinder-counts.ts";
import { parseCode } from "../../model/code.ts";
import { provenanceOf } from "../claim.ts";
import { cell, numberIn, optional, readTable } from "../read-table.ts";

/** How many pathfinders the sources count, in England by wave and by SHA after the second. */
export function seedPathfinderCounts(): PathfinderCount[] {
  return readTable("pathfinder-counts").map((row) => {
    const sha = optional(row, "sha");
    return {
      wave: cell(row, "wave"),
      sha: sha === null ? null : parseCode(sha),
      pathfinders: numberIn(row, "pathfinders"),
      runningTotal: numberIn(row, "running_total"),
      practices: numberIn(row, "practices"),
      population: numberIn(row, "population"),
      announced: optional(row, "announced"),
      ...provenanceOf(row),
    };
  });
}
