import type { Content } from "../../backup/digest.ts";
import { countOf } from "../wording.ts";

/** What a graph holds, and what it is summed up as, a line each. */
export function contentText({ counts, digest }: Content): string[] {
  const kinds = [
    countOf(counts.organisation, "organisation"),
    countOf(counts.fact, "fact"),
    countOf(counts.source, "source"),
    countOf(counts.pathfinderCount, "count of pathfinders", "counts of pathfinders"),
    countOf(counts.audit, "audit record"),
  ];
  return [`${kinds.join(", ")}.`, `Digest: ${digest}`];
}
