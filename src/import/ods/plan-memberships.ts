import type { Code } from "../../model/code.ts";
import { addDays, type IsoDate } from "../../model/dates.ts";
import { groupBy } from "../../model/group-by.ts";
import { countIgnored, ignored, type PartReport } from "../report/report.ts";
import type { Known, MembershipClaim } from "./known.ts";
import { odsSources } from "./layouts.ts";
import { clippedToLives } from "./life-after.ts";
import { factOfMembershipRow, type KnownCodes, type MembershipRow } from "./membership-rows.ts";
import { anyPractice, type Ingested, type IngestedMemberships, keyOf } from "./read-files.ts";

export interface PlannedFacts {
  readonly facts: MembershipClaim[];
  /** Of those that were known. */
  readonly retracted: MembershipClaim[];
  /** Why the file must not be imported, in one sentence; null where it may. */
  readonly refusal: string | null;
}

/** A full history that lacks more than a tenth of what is known is a part of one, or cut off. */
const leastCovered = 0.9;
const { practices: practicesSource, memberships: membershipsSource } = odsSources;

/** What to write so that the graph believes the memberships file, and nothing of an earlier one that it lacks. */
export function planMemberships(
  { part, rows, unclear }: Pick<IngestedMemberships, "part" | "rows" | "unclear">,
  known: Known,
  partial: boolean,
): PlannedFacts {
  const { before, plan } = startPlan(known);
  for (const row of rows) believe(row, before, membershipsSource.code, part, plan);
  const listed = new Set(rows.map(keyOf));
  const practices = new Set(rows.map((row) => row.practice));
  const ours = known.memberships.filter((fact) => fact.source === membershipsSource.code);
  const covered = ours.filter((fact) => listed.has(keyOfFact(fact))).length;
  const refusal =
    !partial && covered < ours.length * leastCovered ? tooFew(part.file, covered, ours.length) : null;
  for (const fact of known.memberships) {
    if (partial || listed.has(keyOfFact(fact)) || unclear.has(fact.from) || unclear.has(anyPractice))
      continue;
    if (fact.source === practicesSource.code && !practices.has(fact.from)) continue;
    part.withdrawn++;
    plan.retracted.push(fact);
  }
  return { ...plan, refusal };
}

const tooFew = (file: string, covered: number, known: number): string =>
  `${file} has ${covered} of the ${known} memberships known from such files, under 90%: expected the whole history. If it is meant to hold only some, give --partial.`;

/**
 * What to write so that the graph believes the parent columns of a practices file, which give each practice's last
 * parent only: they add to what is known. What earlier editions said of the days of the last parent gives way to it.
 */
export function planParentColumns(
  { part, rows }: Ingested<MembershipRow>,
  known: Known,
  lifeOf: KnownCodes["lifeOf"],
): PlannedFacts {
  const { before, plan } = startPlan(known);
  for (const row of rows) {
    const known = before.get(row.practice) ?? [];
    const full = known.filter((fact) => fact.source === membershipsSource.code && fact.to === row.parent);
    if (full.some((fact) => statesMore(fact, row, lifeOf))) {
      countIgnored(part, ignored("parent known from a memberships file"));
      continue;
    }
    believe(row, before, practicesSource.code, part, plan);
    for (const fact of known) {
      if (isOfRow(fact, row) || !meet(fact, row)) continue;
      part.withdrawn++;
      plan.retracted.push(fact);
      const ended =
        (fact.validFrom ?? "") < row.joined ? clippedToLives(endedBefore(fact, row.joined), lifeOf) : null;
      if (ended !== null) plan.facts.push(ended);
    }
  }
  return plan;
}

const isOfRow = ({ to, validFrom }: MembershipClaim, { parent, joined }: MembershipRow): boolean =>
  to === parent && validFrom === joined;

/** Whether some day is of both. */
const meet = ({ validFrom, validTo }: MembershipClaim, { joined, left }: MembershipRow): boolean =>
  (validTo === null || joined <= validTo) && (left === null || (validFrom ?? "") <= left);

const endedBefore = (fact: MembershipClaim, joined: IsoDate) => ({
  ...fact,
  validTo: addDays(joined, -1),
  confidence: "DERIVED" as const,
  note: "Taken to end on the day before the practice joined its next parent.",
});

/**
 * Whether a fact of a memberships file stands against a practice's last parent in a later practices file: it does where
 * both end alike, since it has the day of joining better, and where it tells that the practice left; not where the
 * practice left or came back since. Where it has to be cut to end so, a row that joins on the same day says it better.
 */
function statesMore(fact: MembershipClaim, row: MembershipRow, lifeOf: KnownCodes["lifeOf"]): boolean {
  const clipped = clippedToLives(fact, lifeOf);
  if (clipped === null || (clipped.validTo !== null && clipped.validTo < row.joined)) return false;
  const derived = fact.confidence === "DERIVED";
  if (clipped.validTo === row.left) return clipped === fact || derived || clipped.validFrom !== row.joined;
  return clipped === fact && !derived && fact.validTo !== null;
}

/** By practice: a key of its own for each would take more memory than the facts. */
type ByPractice = ReadonlyMap<Code, readonly MembershipClaim[]>;

function startPlan({ memberships }: Known): { before: ByPractice; plan: PlannedFacts } {
  const before = groupBy(memberships, ({ from }) => from);
  return { before, plan: { facts: [], retracted: [], refusal: null } };
}

function believe(
  row: MembershipRow,
  before: ByPractice,
  source: string,
  part: PartReport,
  plan: PlannedFacts,
): void {
  const fact = before
    .get(row.practice)
    ?.findLast(({ to, validFrom }) => to === row.parent && validFrom === row.joined);
  const said = factOfMembershipRow(row, source);
  if (fact?.validTo === row.left && fact.source === source && fact.confidence === said.confidence) {
    part.unchanged++;
    return;
  }
  if (fact) plan.retracted.push(fact);
  if (fact) part.changed++;
  else part.added++;
  plan.facts.push(said);
}

/**
 * Cuts what earlier imports recorded to the lives that both ends have after this one: an end that has closed since, or
 * never had opened.
 */
export function clipToLifespans(
  plan: PlannedFacts,
  part: PartReport,
  known: Known,
  lifeOf: KnownCodes["lifeOf"],
): void {
  const gone = new Set(plan.retracted);
  for (const fact of known.memberships) {
    if (gone.has(fact)) continue;
    const cut = clippedToLives(fact, lifeOf);
    if (cut === fact) continue;
    part.withdrawn++;
    plan.retracted.push(fact);
    if (cut !== null) plan.facts.push(cut);
  }
}

const keyOfFact = (fact: MembershipClaim): string =>
  keyOf({ practice: fact.from, parent: fact.to, joined: fact.validFrom });
