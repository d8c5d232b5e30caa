import {
  type Change,
  type ChangedPart,
  changeOf,
  compareDays,
  comparedKinds,
  comparedParts,
  type Difference,
  dayAfter,
  groupOf,
  liveOn,
  type Period,
  type Subject,
} from "./change.ts";
import { openEnd, unknownStart } from "./dates.ts";
import type { Fact } from "./facts.ts";
import type { OrganisationKind } from "./kinds.ts";

/**
 * What came and went between two days: what is there on neither of them, and was in between. Each as two changes, on its
 * first day and on the day after its last; what came and went several times is told once, from its first day to its last.
 */
export const cameAndWent = (subject: Subject, period: Period): Change[] =>
  [...lives(subject, period), ...memberships(subject, period), ...others(subject, period)].map((difference) =>
    changeOf(subject, difference, true),
  );

function* lives({ opened, closed }: Subject, { from, to }: Period): Generator<Difference> {
  const [first, last] = [opened ?? unknownStart, closed ?? openEnd];
  if (!(from < first && last < to)) return;
  yield { kind: "OPENED", on: first, before: [], after: [] };
  yield { kind: "CLOSED", on: dayAfter(last), before: [], after: [] };
}

const ofGroups = { about: groupOf, began: "JOINED", ended: "LEFT" } as const;

function* memberships({ facts }: Subject, period: Period): Generator<Difference> {
  const kinds = new Map<string, OrganisationKind | null>();
  for (const { fact, otherKind } of facts) kinds.set(groupOf(fact), otherKind);
  const all = facts.map(({ fact }) => fact).filter(({ kind }) => kind === "MEMBERSHIP");
  for (const difference of ofEachSubject(all, period, ofGroups))
    yield { ...difference, groupKind: kinds.get(difference.about) ?? null };
}

function* others({ facts }: Subject, period: Period): Generator<Difference> {
  for (const kind of comparedKinds) {
    const ofKind = facts.map(({ fact }) => fact).filter((fact) => fact.kind === kind);
    yield* ofEachSubject(ofKind, period, comparedParts[kind]);
  }
}

function* ofEachSubject(
  facts: readonly Fact[],
  { from, to }: Period,
  { about, began, ended }: Pick<ChangedPart, "about" | "began" | "ended">,
): Generator<Difference & { readonly about: string }> {
  for (const subject of new Set(facts.map(about))) {
    const same = facts.filter((fact) => about(fact) === subject);
    if (liveOn(same, from).length + liveOn(same, to).length > 0) continue;
    const [first = null] = same.map(({ validFrom }) => validFrom).sort(compareDays);
    const last = same
      .map(({ validTo }) => validTo)
      .sort(compareDays)
      .at(-1);
    if (began) yield { kind: began, on: first, before: [], after: same, about: subject };
    if (ended) yield { kind: ended, on: dayAfter(last ?? null), before: same, after: [], about: subject };
  }
}
