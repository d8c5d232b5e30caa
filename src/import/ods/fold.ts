import { withoutCounts } from "../../graph/counted.ts";
import type { DatedDescription, DescriptionChange, NewOrganisation } from "../../graph/dated-description.ts";
import { differenceOf, isPresent, type SaidDescription } from "../../graph/described.ts";
import { claimIdOf } from "../../graph/fact-id.ts";
import type { GraphChanges } from "../../graph/recorder.ts";
import type { Instant } from "../../model/dates.ts";
import { byPublication, type Edition } from "../../model/editions.ts";
import { claimIn, type FactToRecord, type FactToRetract, type LoggedFact } from "../../model/facts.ts";
import { type CountsByCode, counted } from "../counts.ts";
import type { MembershipFact } from "./known.ts";
import { isDescribedByRegister, type Others, type RegisterAt, replay } from "./replay.ts";
import { type KnownInterval, saidClaims, saidDescriptions } from "./versions.ts";

/** What the graph holds of the register, of all versions that count now. */
export interface HeldRegister {
  readonly descriptions: readonly DatedDescription[];
  readonly memberships: readonly MembershipFact[];
}

type Difference = Required<
  Pick<GraphChanges, "organisations" | "descriptions" | "facts" | "retracted" | "superseded">
>;

/**
 * What to write so that the graph says what all editions together say: the same, whatever it holds already. What is
 * there as it should be stays.
 * @param counts of patients, which are kept of practices whether or not the graph holds them
 */
export function foldRegister(
  editions: readonly Edition[],
  others: Others,
  held: HeldRegister,
  counts: CountsByCode,
): Difference {
  const register = [...replay(editions, others)];
  const first = firstBySource(editions);
  return {
    ...foldDescriptions(register, held, { others, first, counts }),
    ...foldClaims(register, held, first),
  };
}

/** When the first edition of each source was published. */
type Firsts = ReadonlyMap<string, Instant>;

function firstBySource(editions: readonly Edition[]): Firsts {
  const inOrder = editions.toSorted(byPublication).reverse();
  return new Map(inOrder.map(({ source, knownFrom }) => [source, knownFrom]));
}

function foldDescriptions(
  register: readonly RegisterAt[],
  held: HeldRegister,
  {
    others,
    first,
    counts,
  }: { readonly others: Others; readonly first: Firsts; readonly counts: CountsByCode },
): Pick<Difference, "organisations" | "descriptions"> {
  const organisations: NewOrganisation[] = [];
  const descriptions: DescriptionChange[] = [];
  const byCode = grouped(held.descriptions, ({ organisation }) => organisation.code);
  for (const [code, practice] of register.at(-1)?.practices ?? []) {
    const stood = others.practices.get(code);
    if (!isDescribedByRegister(practice) || stood === practice) continue;
    const there = byCode.get(code) ?? [];
    const described = [...unreplayed(there, first), ...saidDescriptions(register, code, stood)];
    const said = counted(described, there, counts.get(code));
    if (there.length === 0) organisations.push(...newOrganisation(said));
    descriptions.push(...differenceOf(said, there));
  }
  return { organisations, descriptions };
}

/** What an import of before editions were kept described, up to the first edition; nothing where that is older. */
function unreplayed(there: readonly DatedDescription[], first: Firsts): SaidDescription[] {
  return withoutCounts(there).flatMap((described) => {
    const until = first.get(described.organisation.source);
    if (described.organisation.describedOn != null || until === undefined) return [];
    const { knownFrom, knownTo } = described;
    if (knownFrom >= until) return [];
    return [{ ...described, knownTo: knownTo !== null && knownTo < until ? knownTo : until }];
  });
}

function newOrganisation(said: readonly SaidDescription[]): NewOrganisation[] {
  return said
    .filter(isPresent)
    .map(({ organisation, knownFrom, validFrom }) => ({ ...organisation, told: { knownFrom, validFrom } }));
}

function foldClaims(
  register: readonly RegisterAt[],
  { memberships }: HeldRegister,
  first: Firsts,
): Pick<Difference, "facts" | "retracted" | "superseded"> {
  const instants = register.map(({ knownFrom }) => knownFrom);
  const facts: FactToRecord[] = [];
  const retracted: FactToRetract[] = [];
  const superseded: LoggedFact[] = [];
  const versions = grouped(memberships, ({ factId }) => factId);
  for (const [factId, { fact, said }] of saidClaims(register)) {
    const there = versions.get(factId) ?? [];
    versions.delete(factId);
    const wanted = said.flatMap((interval) => withoutTakenBack(interval, there, instants));
    const left = new Map(wanted.map((interval) => [interval.from, interval]));
    for (const version of there) {
      const interval = left.get(version.knownFrom);
      const ends = interval && version.knownTo === null && interval.to !== null;
      if (interval?.to === version.knownTo) left.delete(version.knownFrom);
      else if (ends && interval.to) {
        left.delete(version.knownFrom);
        retracted.push({ ...version, until: interval.to });
      } else superseded.push(version);
    }
    for (const { from, to } of left.values()) facts.push({ ...claimIn(fact), knownFrom: from, knownTo: to });
  }
  for (const fact of [...versions.values()].flat()) {
    const until = first.get(fact.source);
    // Of an import of before editions were kept, up to the first edition.
    const before = until !== undefined && fact.knownFrom < until && fact.factId !== claimIdOf(claimIn(fact));
    if (until === undefined || (before && fact.knownTo !== null && fact.knownTo <= until)) continue;
    if (before && fact.knownTo === null) retracted.push({ ...fact, until });
    else superseded.push(fact);
  }
  return { facts, retracted, superseded };
}

/**
 * What is left of an interval where somebody took the claim back: it is not said from then on, until an edition that was
 * published later says it again. What editions no longer say ends at the publication of one.
 */
function withoutTakenBack(
  interval: KnownInterval,
  there: readonly MembershipFact[],
  instants: readonly Instant[],
): KnownInterval[] {
  const { from, to } = interval;
  const taken = there
    .flatMap(({ knownTo }) => (knownTo !== null && !instants.includes(knownTo) ? [knownTo] : []))
    .find((at) => from <= at && (to === null || at < to));
  if (taken === undefined) return [interval];
  const again = instants.find((instant) => instant > taken && (to === null || instant < to));
  return [{ from, to: taken }, ...(again === undefined ? [] : [{ from: again, to }])];
}

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}
