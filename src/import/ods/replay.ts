import { claimIdOf } from "../../graph/fact-id.ts";
import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import type { Edition, StatedMembership, StatedPractice } from "../../model/editions.ts";
import { byPublication } from "../../model/editions.ts";
import type { Life } from "../../model/fact-rules.ts";
import { type MembershipPayload, type NewFact, notEnded } from "../../model/facts.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { emptyPart } from "../report/report.ts";
import type { Known, MembershipFact } from "./known.ts";
import { odsSources } from "./layouts.ts";
import { type KnownCodes, type MembershipRow, membershipOf } from "./membership-rows.ts";
import {
  clipToLifespans,
  type PlannedFacts,
  planMemberships,
  planParentColumns,
} from "./plan-memberships.ts";
import { planPractices } from "./plan-practices.ts";
import type { PracticeRow } from "./practice-rows.ts";
import { closedAs } from "./read-files.ts";

/** What the register said at the publication of one of its editions. */
export interface RegisterAt {
  readonly knownFrom: Instant;
  readonly practices: ReadonlyMap<Code, OrganisationRecord>;
  readonly memberships: readonly MembershipFact[];
}

/** What does not come from the register: it is the same for all editions. */
export interface Others {
  /** Practices as the graph describes them without any edition. */
  readonly practices: ReadonlyMap<Code, OrganisationRecord>;
  /** Kinds and lives of all other organisations. */
  readonly lives: ReadonlyMap<Code, Life>;
}

/**
 * What the register said at each publication, from the first on: editions are taken in the order in which they were
 * published, whatever the order in which they were imported. So what comes out depends on which editions there are alone.
 */
export function* replay(editions: readonly Edition[], others: Others): Generator<RegisterAt> {
  const inOrder = editions.toSorted(byPublication);
  const ever = practicesEver(inOrder);
  let state: Omit<RegisterAt, "knownFrom"> = { practices: others.practices, memberships: [] };
  for (const [at, edition] of inOrder.entries()) {
    const withMemberships = inOrder.some(
      ({ source, knownFrom }) => source === "EPCMEM" && knownFrom === edition.knownFrom,
    );
    state =
      edition.source === "EPRACCUR"
        ? afterPractices(edition, state, others, withMemberships)
        : afterMemberships(edition, state, others, ever);
    if (inOrder[at + 1]?.knownFrom !== edition.knownFrom) yield { ...state, knownFrom: edition.knownFrom };
  }
}

type State = Omit<RegisterAt, "knownFrom">;

function afterPractices(edition: Edition, state: State, others: Others, withMemberships: boolean): State {
  const stated = edition.rows as readonly StatedPractice[];
  const rows = stated.flatMap((row) =>
    others.lives.has(row.code) ? [] : (practiceRowOf(row, state.practices) ?? []),
  );
  const practices = new Map(state.practices);
  const part = emptyPart("", "practices");
  const { organisations, redescribed } = planPractices({ part, rows }, knownOf(state, others));
  for (const { code } of rows) restate(practices, code);
  for (const practice of organisations) practices.set(practice.code, practice);
  for (const { code, ...said } of redescribed) practices.set(code, { ...said, code, kind: "PRACTICE" });
  const after = { ...state, practices };
  const lifeOf = livesOf(after, others);
  const plan = withMemberships
    ? { facts: [], retracted: [], refusal: null }
    : planParentColumns(
        { part, rows: rows.flatMap((row) => parentOf(row, lifeOf)) },
        knownOf(after, others),
        lifeOf,
      );
  return { practices, memberships: believed(plan, after, others) };
}

/** Practices that any edition describes: a membership may be published before them. */
const practicesEver = (editions: readonly Edition[]): ReadonlySet<Code> =>
  new Set(
    editions
      .filter(({ source }) => source === "EPRACCUR")
      .flatMap(({ rows }) => rows as readonly StatedPractice[])
      .flatMap(({ code, description }) => (description === null ? [] : [code])),
  );

function afterMemberships(edition: Edition, state: State, others: Others, ever: ReadonlySet<Code>): State {
  const lifeOf = livesOf(state, others);
  const stated = edition.rows as readonly StatedMembership[];
  const rows = stated.flatMap(({ practice, parent, joined, left }) =>
    ever.has(practice) || state.practices.has(practice)
      ? taken(membershipOf(practice, parent, joined, left, { lifeOf }))
      : [],
  );
  const plan = planMemberships(
    { part: emptyPart("", "memberships"), rows, unclear: new Set(edition.unclear) },
    knownOf(state, others),
    edition.partial,
  );
  return { ...state, memberships: believed(plan, state, others) };
}

/** What an edition says again is its own, though it is the same. */
function restate(practices: Map<Code, OrganisationRecord>, code: Code): void {
  const before = practices.get(code);
  if (before && isDescribedByRegister(before)) practices.set(code, { ...before });
}

/** A row as the state before it reads it: a closing is one of a practice that was known. */
function practiceRowOf(
  { code, description, closing, parent }: StatedPractice,
  practices: State["practices"],
): PracticeRow | null {
  if (description !== null) return { kind: "practice", code, description, parent };
  const before = practices.get(code);
  return before && closing ? closedAs(before, { ...closing, parent }) : null;
}

function parentOf({ code, parent }: PracticeRow, lifeOf: KnownCodes["lifeOf"]): MembershipRow[] {
  return parent === null
    ? []
    : taken(membershipOf(code, parent.code, parent.joined, parent.left, { lifeOf }));
}

const taken = (row: ReturnType<typeof membershipOf>): MembershipRow[] =>
  row.kind === "membership" ? [row] : [];

/** The memberships that are believed after a plan. */
function believed(plan: PlannedFacts, state: State, others: Others): MembershipFact[] {
  const lifeOf = livesOf(state, others);
  clipToLifespans(plan, emptyPart("", "memberships"), knownOf(state, others), lifeOf);
  const gone = new Set(plan.retracted.map(({ factId }) => factId));
  return [...state.memberships.filter(({ factId }) => !gone.has(factId)), ...plan.facts.map(asBelieved)];
}

const noTime = "" as Instant;
/** Only what it says matters: its clocks come from the editions. */
const asBelieved = (fact: NewFact & MembershipPayload): MembershipFact => ({
  ...fact,
  factId: claimIdOf(fact),
  ...{ recordedAt: noTime, knownFrom: noTime, addedIn: 0, ...notEnded },
});

const livesOf =
  ({ practices }: State, { lives }: Others): KnownCodes["lifeOf"] =>
  (code) => {
    const practice = practices.get(code);
    return practice
      ? { kind: "PRACTICE", opened: practice.opened, closed: practice.closed }
      : lives.get(code);
  };

const knownOf = ({ practices, memberships }: State, { lives }: Others): Known => ({
  ...{ practices, memberships, lives },
  ...{ revision: 0, sources: new Map() },
});

/** Whether the register describes a practice. */
export const isDescribedByRegister = ({ source }: Pick<OrganisationRecord, "source">): boolean =>
  source === odsSources.practices.code;
