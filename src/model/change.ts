import { payloadFieldsOf } from "../vocabulary/derive.ts";
import type { Code } from "./code.ts";
import { addDays, type IsoDate, openEnd, unknownStart } from "./dates.ts";
import type { Fact, FactKind } from "./facts.ts";
import type { OrganisationKind } from "./kinds.ts";
import { byTrust, compareText } from "./trust.ts";

/** How an organisation can differ between two days, in the order in which changes of one day are listed. */
export const changeKinds = [
  "OPENED",
  "JOINED",
  "MOVED",
  "LEFT",
  "STATUS_CHANGED",
  "BECAME_OUTSIDE",
  "OUTSIDE_REASON_CHANGED",
  "NO_LONGER_OUTSIDE",
  "DELEGATED",
  "DELEGATION_CHANGED",
  "DELEGATION_ENDED",
  "REPORTED",
  "REPORT_CHANGED",
  "REPORT_ENDED",
  "BUDGET_SET",
  "BUDGET_CHANGED",
  "BUDGET_ENDED",
  "SUPPORT_BEGAN",
  "SUPPORT_CHANGED",
  "SUPPORT_ENDED",
  "SUCCEEDED",
  "CLOSED",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Two days that are compared, the earlier first. */
export interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface Change {
  readonly organisation: Code;
  readonly kind: ChangeKind;
  /** The first day of the later state. */
  readonly on: IsoDate | null;
  /** The facts of the earlier day that no longer hold, or hold otherwise; then those of the later day. */
  readonly before: readonly Fact[];
  readonly after: readonly Fact[];
  /** Of a change of membership: the kind of the groups. */
  readonly groupKind: OrganisationKind | null;
  /** What tells it from other changes of the same organisation, day and kind. */
  readonly about: string;
  /** It came or went between the two days, and is there on neither. */
  readonly inBetween: boolean;
}

/** An organisation, with all facts about it that hold on some day of the period. */
export interface Subject {
  readonly code: Code;
  readonly opened: IsoDate | null;
  readonly closed: IsoDate | null;
  /** With the kind of the organisation at the other end; null where there is none. */
  readonly facts: readonly { readonly fact: Fact; readonly otherKind: OrganisationKind | null }[];
}

export type Difference = Pick<Change, "kind" | "on" | "before" | "after"> &
  Partial<Pick<Change, "groupKind" | "about">>;

/**
 * What differs of an organisation between two days, earliest first. What came and went again in between is no
 * difference, and neither is one fact that replaces another and says the same.
 */
export function changesOf(subject: Subject, period: Period): Change[] {
  const facts = (kind: FactKind) =>
    subject.facts.map(({ fact }) => fact).filter((fact) => fact.kind === kind);
  const differences = [
    ...lifeChanges(subject, period),
    ...membershipChanges(subject, period),
    ...comparedKinds.flatMap((kind) => [...partChanges(facts(kind), period, comparedParts[kind])]),
  ];
  return inOrder(differences.map((difference) => changeOf(subject, difference, false)));
}

/** A difference of an organisation as a change. */
export function changeOf({ code }: Subject, difference: Difference, inBetween: boolean): Change {
  const { kind, on, before, after, groupKind = null, about = "" } = difference;
  // Named one by one: to spread them takes a sixth of the time of comparing all of England.
  return { organisation: code, kind, on, before, after, groupKind, about, inBetween };
}

/** Changes of one organisation, earliest first. */
export const inOrder = (changes: readonly Change[]): Change[] =>
  changes.toSorted(
    (a, b) =>
      compareText(a.on ?? "", b.on ?? "") ||
      changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) ||
      compareText(a.about, b.about),
  );

function* lifeChanges({ opened, closed }: Subject, { from, to }: Period): Generator<Difference> {
  const [first, last] = [opened ?? unknownStart, closed ?? openEnd];
  const none = { before: [], after: [] };
  if (from < first && first <= to && to <= last) yield { ...none, kind: "OPENED", on: first };
  if (first <= from && from <= last && last < to) yield { ...none, kind: "CLOSED", on: dayAfter(last) };
}

function* membershipChanges({ facts }: Subject, period: Period): Generator<Difference> {
  const memberships = facts.flatMap(({ fact, otherKind }) =>
    fact.kind === "MEMBERSHIP" && otherKind !== null ? [{ fact, otherKind }] : [],
  );
  for (const groupKind of new Set(memberships.map(({ otherKind }) => otherKind))) {
    const ofKind = memberships.filter(({ otherKind }) => otherKind === groupKind).map(({ fact }) => fact);
    const moved = compare(ofKind, period, groupOf);
    if (moved) {
      const [joined, left] = [moved.begun.length > 0, moved.ended.length > 0];
      yield {
        kind: joined && left ? "MOVED" : joined ? "JOINED" : "LEFT",
        on: moved.on,
        before: moved.ended,
        after: moved.begun,
        groupKind,
        about: groupKind,
      };
    }
    for (const change of partChanges(ofKind, period, statusChanges)) yield { ...change, groupKind };
  }
}

/** How a kind of fact is compared: what it is about, what it says of that, and what a difference is called. */
export interface ChangedPart {
  readonly about: (fact: Fact) => string;
  readonly says: (fact: Fact) => readonly unknown[];
  /** Which of the facts of one day count; all where absent. */
  readonly counting?: (live: readonly Fact[]) => readonly Fact[];
  readonly began?: ChangeKind;
  readonly changed?: ChangeKind;
  readonly ended?: ChangeKind;
}

/** All that a kind of fact says. */
const saying = (kind: FactKind) => (fact: Fact) =>
  fact.kind === kind ? payloadFieldsOf(kind).map(([name]) => fact[name as keyof Fact] ?? null) : [];

export const groupOf = (fact: Fact): string => (fact.kind === "MEMBERSHIP" ? fact.to : "");

const statusChanges: ChangedPart = {
  about: groupOf,
  says: saying("MEMBERSHIP"),
  changed: "STATUS_CHANGED",
};
const outsideChanges: ChangedPart = {
  about: () => "",
  says: saying("OUTSIDE"),
  began: "BECAME_OUTSIDE",
  changed: "OUTSIDE_REASON_CHANGED",
  ended: "NO_LONGER_OUTSIDE",
};
const delegationChanges: ChangedPart = {
  about: ({ from }) => from,
  says: saying("DELEGATION"),
  began: "DELEGATED",
  changed: "DELEGATION_CHANGED",
  ended: "DELEGATION_ENDED",
};
/** Of reports those of the last day alone: what was said before stays in force beside them, and is what they replace. */
const reportChanges: ChangedPart = {
  about: () => "",
  says: saying("REPORT"),
  counting: (live) => {
    const last = live
      .map(({ validFrom }) => validFrom)
      .sort(compareDays)
      .at(-1);
    return live.filter(({ validFrom }) => validFrom === last);
  },
  began: "REPORTED",
  changed: "REPORT_CHANGED",
  ended: "REPORT_ENDED",
};
const budgetChanges: ChangedPart = {
  about: () => "",
  says: saying("BUDGET"),
  began: "BUDGET_SET",
  changed: "BUDGET_CHANGED",
  ended: "BUDGET_ENDED",
};
const supportChanges: ChangedPart = {
  about: ({ from }) => from,
  says: saying("SUPPORT"),
  began: "SUPPORT_BEGAN",
  changed: "SUPPORT_CHANGED",
  ended: "SUPPORT_ENDED",
};
const successionChanges: ChangedPart = {
  about: (fact) => (fact.kind === "SUCCESSION" ? fact.to : ""),
  says: () => [],
  began: "SUCCEEDED",
};

/** Of every kind but membership, which is compared by the groups that are joined and left. */
export const comparedParts = {
  OUTSIDE: outsideChanges,
  DELEGATION: delegationChanges,
  REPORT: reportChanges,
  BUDGET: budgetChanges,
  SUPPORT: supportChanges,
  SUCCESSION: successionChanges,
} as const satisfies Partial<Record<FactKind, ChangedPart>>;
export const comparedKinds = Object.keys(comparedParts) as (keyof typeof comparedParts)[];

function* partChanges(facts: readonly Fact[], period: Period, part: ChangedPart): Generator<Difference> {
  for (const about of new Set(facts.map(part.about))) {
    const same = facts.filter((fact) => part.about(fact) === about);
    const { counting } = part;
    const existence = compare(same, period, () => "", counting);
    const difference =
      existence ?? compare(same, period, (fact) => JSON.stringify(part.says(fact)), counting);
    if (!difference) continue;
    const begun = difference.begun.length > 0;
    const kind = !existence ? part.changed : begun ? part.began : part.ended;
    if (kind) yield { kind, on: difference.on, before: difference.before, after: difference.after, about };
  }
}

/** How facts differ between two days by what they say; null where they say the same on both. */
function compare(
  facts: readonly Fact[],
  period: Period,
  says: (fact: Fact) => string,
  counting: NonNullable<ChangedPart["counting"]> = (live) => live,
) {
  const before = counting(liveOn(facts, period.from));
  const after = counting(liveOn(facts, period.to));
  const said = new Set(before.map(says));
  const say = new Set(after.map(says));
  const begun = after.filter((fact) => !said.has(says(fact)));
  const ended = before.filter((fact) => !say.has(says(fact)));
  if (begun.length + ended.length === 0) return null;
  const alike = (one: Fact) => facts.filter((fact) => says(fact) === says(one));
  const days = begun.length
    ? begun.map((fact) => startOf(alike(fact), period.to))
    : ended.map((fact) => dayAfter(endOf(alike(fact), period.from)));
  return { before, after, begun, ended, on: days.sort(compareDays)[0] ?? null };
}

export function liveOn(facts: readonly Fact[], day: IsoDate): Fact[] {
  return facts
    .filter(({ validFrom, validTo }) => (validFrom ?? unknownStart) <= day && day <= (validTo ?? openEnd))
    .sort(byTrust);
}

/** The first day of the unbroken spell of some facts that a day lies in. */
function startOf(facts: readonly Fact[], day: IsoDate): IsoDate | null {
  let start: IsoDate | null = day;
  for (const fact of [...facts].sort((a, b) => compareDays(b.validTo ?? openEnd, a.validTo ?? openEnd))) {
    const reaches = start === null || isNextTo(fact.validTo ?? openEnd, start);
    if (reaches && compareDays(fact.validFrom, start) < 0) start = fact.validFrom;
  }
  return start;
}

/** The last day of the unbroken spell of some facts that a day lies in. */
function endOf(facts: readonly Fact[], day: IsoDate): IsoDate {
  let end = day;
  for (const fact of [...facts].sort((a, b) => compareDays(a.validFrom, b.validFrom))) {
    const reaches = isNextTo(end, fact.validFrom ?? unknownStart);
    if (reaches && (fact.validTo ?? openEnd) > end) end = fact.validTo ?? openEnd;
  }
  return end;
}

/** Whether what ends on a day and what starts on another leave no day between them. */
const isNextTo = (end: IsoDate, start: IsoDate): boolean =>
  start <= end || start <= (dayAfter(end) ?? openEnd);

export function dayAfter(day: IsoDate | null): IsoDate | null {
  return day === null || day === openEnd ? null : addDays(day, 1);
}

/** Compares days; an unknown one is before all others. */
export function compareDays(a: IsoDate | null, b: IsoDate | null): number {
  return compareText(a ?? "", b ?? "");
}
