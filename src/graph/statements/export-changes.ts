import type { Code } from "../../model/code.ts";
import type { Instant, IsoDate } from "../../model/dates.ts";
import { factKinds } from "../../model/facts.ts";
import type { Statement } from "../graph.ts";
import { readCode } from "./read-code.ts";
import { readDay, readInstant, relationshipTypes } from "./stored.ts";

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
  readonly change: "recorded" | "retracted" | "superseded";
  /** When it had been recorded. */
  readonly recordedAt: Instant;
  /** By when it had been said. */
  readonly knownFrom: Instant;
  /** When what stopped saying it was published, or it was taken back. */
  readonly knownTo: Instant | null;
  /** Of a description: the first day of which it is told; null: it serves for all days before, too. */
  readonly validFrom: IsoDate | null;
  /** The organisation, or the one that the fact starts at. */
  readonly code: Code;
  /** Null for a description of an organisation. */
  readonly factId: string | null;
}

const inWindow = (revision: string): string => `$since < ${revision} AND ${revision} <= $to`;
const everyFact = factKinds.map((kind) => relationshipTypes[kind]).join("|");

const changesOf = {
  recorded: { revision: "addedIn", at: "recordedAt" },
  retracted: { revision: "removedIn", at: "retractedAt" },
  superseded: { revision: "supersededIn", at: "retractedAt" },
} as const;

/** The descriptions and facts that were recorded or retracted in some revisions, in no order, a short row each. */
export const changedThings: Statement<Window, ChangedThing> = {
  name: "what changed since a revision",
  cypher: `MATCH (o:Organisation) WHERE ${inWindow("o.describedIn")}
RETURN "recorded" AS change, o.describedIn AS revision, o.describedAt AS at, o.describedAt AS recordedAt, o.describedKnownFrom AS knownFrom, null AS knownTo, o.describedFrom AS validFrom, o.code AS code, null AS factId
UNION ALL
${(["recorded", "retracted", "superseded"] as const)
  .flatMap((change) => [
    changedIn("(o:Organisation)-[was:FORMERLY]->(:FormerDescription)", "was", change, "null"),
    changedIn(`(o:Organisation)-[fact:${everyFact}]->()`, "fact", change, "fact.factId"),
  ])
  .join("\nUNION ALL\n")}`,
  row: (raw) => ({
    change: raw.change as ChangedThing["change"],
    revision: Number(raw.revision),
    at: raw.at as Instant,
    recordedAt: raw.recordedAt as Instant,
    knownFrom: raw.knownFrom as Instant,
    knownTo: readInstant(raw.knownTo),
    validFrom: readDay(raw.validFrom),
    code: readCode(raw.code),
    factId: (raw.factId ?? null) as string | null,
  }),
};

function changedIn(pattern: string, dated: string, change: keyof typeof changesOf, factId: string): string {
  const revision = `${dated}.${changesOf[change].revision}`;
  return `MATCH ${pattern} WHERE ${inWindow(revision)}
RETURN "${change}" AS change, ${revision} AS revision, ${dated}.${changesOf[change].at} AS at, ${dated}.recordedAt AS recordedAt, ${dated}.knownFrom AS knownFrom, ${dated}.knownTo AS knownTo, ${dated}.validFrom AS validFrom, o.code AS code, ${factId} AS factId`;
}
