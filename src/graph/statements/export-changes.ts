import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import { factKinds } from "../../model/facts.ts";
import type { Statement } from "../graph.ts";
import { relationshipTypes } from "./stored.ts";

/** What changed between two revisions: for a mirror to follow. */

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

/** Some revisions: those after one, up to another. */
interface Window {
  readonly since: number;
  readonly to: number;
}

export interface ChangedThing {
  readonly revision: number;
  /** When the graph learned it: only a seed learned something later than it was written. */
  readonly at: Instant;
  readonly change: "recorded" | "retracted";
  /** When it had been recorded. */
  readonly recordedAt: Instant;
  /** The organisation, or the one that the fact starts at. */
  readonly code: Code;
  /** Null for a description of an organisation. */
  readonly factId: string | null;
}

const inWindow = (revision: string): string => `$since < ${revision} AND ${revision} <= $to`;
const everyFact = factKinds.map((kind) => relationshipTypes[kind]).join("|");

/** The descriptions and facts that were recorded or retracted in some revisions, in no order, a short row each. */
export const changedThings: Statement<Window, ChangedThing> = {
  name: "what changed since a revision",
  cypher: `MATCH (o:Organisation) WHERE ${inWindow("o.describedIn")}
RETURN "recorded" AS change, o.describedIn AS revision, o.describedAt AS at, o.describedAt AS recordedAt, o.code AS code, null AS factId
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
    revision: Number(raw.revision),
    at: raw.at as Instant,
    recordedAt: raw.recordedAt as Instant,
    code: raw.code as Code,
    factId: (raw.factId ?? null) as string | null,
  }),
};

function changedIn(pattern: string, held: string, change: ChangedThing["change"], factId: string): string {
  const revision = `${held}.${change === "recorded" ? "addedIn" : "removedIn"}`;
  return `MATCH ${pattern} WHERE ${inWindow(revision)}
RETURN "${change}" AS change, ${revision} AS revision, ${held}.${change}At AS at, ${held}.recordedAt AS recordedAt, o.code AS code, ${factId} AS factId`;
}
