import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import type { Edition, StatedMembership, StatedPractice } from "../../model/editions.ts";
import { byPublication } from "../../model/editions.ts";
import type { Life } from "../../model/fact-rules.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { emptyPart } from "../report/report.ts";
import type { Known, MembershipClaim } from "./known.ts";
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
import { describedAsBefore } from "./read-files.ts";

/** What the register said at the publication of one of its editions. */
export interface RegisterAt {
  readonly knownFrom: Instant;
  readonly practices: ReadonlyMap<Code, OrganisationRecord>;
  /** Also of practices that no edition describes yet. */
  readonly memberships: readonly MembershipClaim[];
}

/** What does not come from the register: it is the same for all editions. */
export interface Others {
  /** Practices as the graph describes them without any edition. */
  readonly practices: ReadonlyMap<Code, OrganisationRecord>;
  /** Kinds and lives of all other organisations. */
  readonly lives: ReadonlyMap<Code, Life>;
}

type State = Omit<RegisterAt, "knownFrom">;

/** An edition, and what the register said once it was published. */
interface Step {
  readonly edition: Edition;
  /** Whether there is a memberships file of the same instant, so that the last parents of a practices file tell nothing. */
  readonly withMemberships: boolean;
  readonly after: State;
  /** Practices of which it says otherwise than the editions before it. */
  readonly changed: ReadonlySet<Code>;
}

/**
 * What the register said at each publication: editions are taken in the order in which they were published, whatever the
 * order in which they were imported. So what comes out depends on which editions there are alone; and each practice on
 * what they say of it, on its own life and on those of its parents.
 */
export class Replay {
  readonly #others: Others;
  /** As they were taken last: editions that begin with the same ones go on from there. */
  #steps: readonly Step[] = [];

  constructor(others: Others) {
    this.#others = others;
  }

  /** From the first publication on. */
  of(editions: readonly Edition[]): RegisterAt[] {
    const inOrder = editions.toSorted(byPublication);
    const steps: Step[] = [];
    for (const [at, edition] of inOrder.entries()) {
      const withMemberships = inOrder.some(
        ({ source, knownFrom }) => source === "EPCMEM" && knownFrom === edition.knownFrom,
      );
      const known = this.#steps[at];
      const isSame = known?.edition === edition && known.withMemberships === withMemberships;
      // One that is another has others behind it.
      if (!isSame) this.#steps = [];
      steps.push(isSame ? known : this.#step(edition, withMemberships, steps.at(-1)));
    }
    this.#steps = steps;
    return steps.flatMap(({ edition: { knownFrom }, after }, at) =>
      inOrder[at + 1]?.knownFrom === knownFrom ? [] : [{ ...after, knownFrom }],
    );
  }

  /** Practices of which one of the editions that were taken last says otherwise than those before it. */
  changedBy(edition: Edition): ReadonlySet<Code> {
    return this.#steps.find((step) => step.edition === edition)?.changed ?? new Set();
  }

  #step(edition: Edition, withMemberships: boolean, before: Step | undefined): Step {
    const state = before?.after ?? { practices: this.#others.practices, memberships: [] };
    const taken =
      edition.source === "EPRACCUR"
        ? afterPractices(edition, state, this.#others, withMemberships)
        : afterMemberships(edition, state, this.#others);
    return { edition, withMemberships, ...taken };
  }
}

type Taken = Pick<Step, "after" | "changed">;

function afterPractices(edition: Edition, state: State, others: Others, withMemberships: boolean): Taken {
  const stated = edition.rows as readonly StatedPractice[];
  const rows = stated.flatMap((row) =>
    others.lives.has(row.code) ? [] : (practiceRowOf(row, state.practices) ?? []),
  );
  const practices = new Map(state.practices);
  const part = emptyPart("", "practices");
  const { organisations, redescribed } = planPractices({ part, rows }, knownOf(state, others));
  for (const { code } of rows) restate(practices, code, others);
  for (const practice of organisations) practices.set(practice.code, practice);
  for (const { code, ...said } of redescribed) practices.set(code, { ...said, code, kind: "PRACTICE" });
  const described = { ...state, practices };
  const lifeOf = livesOf(described, others);
  const plan = withMemberships
    ? { facts: [], retracted: [], refusal: null }
    : planParentColumns(
        { part, rows: rows.flatMap((row) => parentOf(row, lifeOf)) },
        knownOf(described, others),
        lifeOf,
      );
  const { after, changed } = believed(plan, described, others);
  return {
    after,
    changed: new Set([...changed, ...[...organisations, ...redescribed].map(({ code }) => code)]),
  };
}

/** Practices that any edition describes: a membership may be published before them. */
export const practicesEver = (editions: readonly Edition[]): ReadonlySet<Code> =>
  new Set(
    editions
      .filter(({ source }) => source === "EPRACCUR")
      .flatMap(({ rows }) => rows as readonly StatedPractice[])
      .flatMap(({ code, description }) => (description === null ? [] : [code])),
  );

function afterMemberships(edition: Edition, state: State, others: Others): Taken {
  const lifeOf = livesOf(state, others);
  const stated = edition.rows as readonly StatedMembership[];
  const rows = stated.flatMap(({ practice, parent, joined, left }) =>
    taken(membershipOf(practice, parent, joined, left, { lifeOf })),
  );
  const plan = planMemberships(
    { part: emptyPart("", "memberships"), rows, unclear: new Set(edition.unclear) },
    knownOf(state, others),
    edition.partial,
  );
  return believed(plan, state, others);
}

/** What an edition says of a practice that the graph described already is its own, though it is the same. */
function restate(practices: Map<Code, OrganisationRecord>, code: Code, others: Others): void {
  const before = practices.get(code);
  if (before && before === others.practices.get(code) && isDescribedByRegister(before))
    practices.set(code, { ...before });
}

/** A row as the state before it reads it: what calls a practice none any more is of one that was known. */
function practiceRowOf(
  { code, description, closing, parent }: StatedPractice,
  practices: State["practices"],
): PracticeRow | null {
  if (description !== null) return { kind: "practice", code, description, parent };
  const before = practices.get(code);
  return before ? describedAsBefore(before, { closing, parent }) : null;
}

function parentOf({ code, parent }: PracticeRow, lifeOf: KnownCodes["lifeOf"]): MembershipRow[] {
  return parent === null
    ? []
    : taken(membershipOf(code, parent.code, parent.joined, parent.left, { lifeOf }));
}

const taken = (row: ReturnType<typeof membershipOf>): MembershipRow[] =>
  row.kind === "membership" ? [row] : [];

/** The memberships that are believed after a plan, and the practices of which it changes any. */
function believed(plan: PlannedFacts, state: State, others: Others): Taken {
  clipToLifespans(plan, emptyPart("", "memberships"), knownOf(state, others), livesOf(state, others));
  const { facts, retracted } = plan;
  const gone = new Set(retracted);
  const memberships = [...state.memberships.filter((claim) => !gone.has(claim)), ...facts];
  return {
    after: { ...state, memberships },
    changed: new Set([...facts, ...retracted].map(({ from }) => from)),
  };
}

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
