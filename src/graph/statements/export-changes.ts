import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import { factKinds } from "../../model/facts.ts";
import type { Statement } from "../graph.ts";
import { relationshipTypes } from "./stored.ts";

/** What changed between two instants of the record clock: for a mirror to follow. */

export interface DatedRevision {
  readonly revision: number;
  /** When the graph learned what this revision brought. */
  readonly recordedAt: Instant;
}

/** The changes from a revision on, that revision included, in their order. */
export const revisionsFrom: Statement<{ readonly revision: number }, DatedRevision> = {
  name: "revisions from one on",
  cypher: `MATCH (a:AuditRecord) WHERE a.revision >= $revision
RETURN a.revision AS revision, a.recordedAt AS recordedAt ORDER BY revision`,
  row: (raw) => ({ revision: Number(raw.revision), recordedAt: raw.recordedAt as Instant }),
};

/** The instants of some changes, both ends included. */
interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

export interface ChangedThing {
  readonly at: Instant;
  readonly change: "recorded" | "retracted";
  /** When it had been recorded. */
  readonly recordedAt: Instant;
  /** The organisation, or the one that the fact starts at. */
  readonly code: Code;
  /** Null for a description of an organisation. */
  readonly factId: string | null;
}

const inWindow = (instant: string): string => `$from <= ${instant} AND ${instant} <= $to`;
const everyFact = factKinds.map((kind) => relationshipTypes[kind]).join("|");

/** The descriptions and facts that were recorded or retracted in a window, in no order, a short row each. */
export const changedThings: Statement<Window, ChangedThing> = {
  name: "what changed on the record clock",
  cypher: `MATCH (o:Organisation) WHERE ${inWindow("o.describedAt")}
RETURN "recorded" AS change, o.describedAt AS at, o.describedAt AS recordedAt, o.code AS code, null AS factId
UNION ALL
${changedIn("(o:Organisation)-[was:FORMERLY]->(:FormerDescription)", "was", "recorded", "null")}
UNION ALL
${changedIn("(o:Organisation)-[was:FORMERLY]->(:FormerDescription)", "was", "retracted", "null")}
UNION ALL
${changedIn(`(o:Organisation)-[fact:${everyFact}]->()`, "fact", "recorded", "fact.factId")}
UNION ALL
${changedIn(`(o:Organisation)-[fact:${everyFact}]->()`, "fact", "retracted", "fact.factId")}`,
  row: (raw) => ({
    change: raw.change as ChangedThing["change"],
    at: raw.at as Instant,
    recordedAt: raw.recordedAt as Instant,
    code: raw.code as Code,
    factId: (raw.factId ?? null) as string | null,
  }),
};

function changedIn(pattern: string, held: string, change: ChangedThing["change"], factId: string): string {
  return `MATCH ${pattern} WHERE ${inWindow(`${held}.${change}At`)}
RETURN "${change}" AS change, ${held}.${change}At AS at, ${held}.recordedAt AS recordedAt, o.code AS code, ${factId} AS factId`;
}
