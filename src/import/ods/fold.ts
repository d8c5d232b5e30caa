import { withoutCounts } from "../../graph/counted.ts";
import type {
  DatedDescription,
  DescriptionChange,
  NewOrganisation,
  SaidDescription,
} from "../../graph/dated-description.ts";
import { differenceOf, isPresent } from "../../graph/described.ts";
import { claimIdOf } from "../../graph/fact-id.ts";
import type { GraphChanges } from "../../graph/recorder.ts";
import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import { byPublication, type Edition } from "../../model/editions.ts";
import { claimIn, type FactToRecord, type FactToRetract, type LoggedFact } from "../../model/facts.ts";
import { type CountsByCode, counted } from "../counts.ts";
import type { MembershipFact } from "./known.ts";
import { isDescribedByRegister, type Others, type RegisterAt, replay } from "./replay.ts";
import { type KnownInterval, saidClaims, saidDescriptions } from "./versions.ts";

/** What the graph holds of the register, of all versions that count now: asked of some practices at a time, since it is much. */
export interface FoldedRegister {
  /** All practices. */
  readonly practices: readonly Code[];
  readonly descriptionsOf: (
    codes: readonly Code[],
  ) => Promise<ReadonlyMap<Code, readonly DatedDescription[]>>;
  readonly membershipsOf: (codes: readonly Code[]) => Promise<readonly MembershipFact[]>;
}

type Difference = Required<
  Pick<GraphChanges, "organisations" | "descriptions" | "facts" | "retracted" | "superseded">
>;

/**
 * What to write so that the graph says what all editions together say: the same, whatever it holds already. What is
 * there as it should be stays.
 * @param counts of patients, which are kept of practices whether or not the graph holds them
 */
export async function foldRegister(
  editions: readonly Edition[],
  others: Others,
  held: FoldedRegister,
  counts: CountsByCode,
): Promise<Difference> {
  const register = [...replay(editions, others)];
  const first = firstBySource(editions);
  return {
    ...(await foldDescriptions(register, held, { others, first, counts })),
    ...(await foldClaims(register, held, first)),
  };
}

/** When the first edition of each source was published. */
type Firsts = ReadonlyMap<string, Instant>;

function firstBySource(editions: readonly Edition[]): Firsts {
  const inOrder = editions.toSorted(byPublication).reverse();
  return new Map(inOrder.map(({ source, knownFrom }) => [source, knownFrom]));
}

/** Few, so that what is read of them is soon let go. */
const practicesAtOnce = 50;

const atATime = (codes: readonly Code[]): Code[][] =>
  Array.from({ length: Math.ceil(codes.length / practicesAtOnce) }, (_, at) =>
    codes.slice(at * practicesAtOnce, (at + 1) * practicesAtOnce),
  );

async function foldDescriptions(
  register: readonly RegisterAt[],
  held: FoldedRegister,
  {
    others,
    first,
    counts,
  }: { readonly others: Others; readonly first: Firsts; readonly counts: CountsByCode },
): Promise<Pick<Difference, "organisations" | "descriptions">> {
  const organisations: NewOrganisation[] = [];
  const descriptions: DescriptionChange[] = [];
  const codes = [...(register.at(-1)?.practices ?? [])].flatMap(([code, practice]) =>
    isDescribedByRegister(practice) && others.practices.get(code) !== practice ? [code] : [],
  );
  for (const some of atATime(codes)) {
    const byCode = await held.descriptionsOf(some);
    for (const code of some) {
      const there = byCode.get(code) ?? [];
      const stated = saidDescriptions(register, code, others.practices.get(code));
      const said = counted([...unreplayed(there, first), ...stated], there, counts.get(code));
      if (there.length === 0) organisations.push(...newOrganisation(said));
      descriptions.push(...differenceOf(said, there));
    }
  }
  return { organisations, descriptions };
}

/** What an import of before editions were kept described, up to the first edition; nothing where that is older. */
function unreplayed(there: readonly DatedDescription[], first: Firsts): SaidDescription[] {
  if (there.every(({ organisation }) => organisation.describedOn != null)) return [];
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

async function foldClaims(
  register: readonly RegisterAt[],
  held: FoldedRegister,
  first: Firsts,
): Promise<ClaimChanges> {
  const instants = register.map(({ knownFrom }) => knownFrom);
  const changes: ClaimChanges = { facts: [], retracted: [], superseded: [] };
  const claims = grouped(saidClaims(register), ({ fact }) => fact.from);
  const codes = [...new Set([...held.practices, ...claims.keys()])];
  for (const some of atATime(codes)) {
    const versions = grouped(await held.membershipsOf(some), ({ factId }) => factId);
    for (const { fact, said } of some.flatMap((code) => claims.get(code) ?? [])) {
      const there = versions.get(fact.factId) ?? [];
      versions.delete(fact.factId);
      const wanted = said.flatMap((interval) => withoutTakenBack(interval, there, instants));
      foldClaim(fact, wanted, there, changes);
    }
    for (const fact of [...versions.values()].flat()) endUnsaid(fact, first, changes);
  }
  return changes;
}

interface ClaimChanges {
  readonly facts: FactToRecord[];
  readonly retracted: FactToRetract[];
  readonly superseded: LoggedFact[];
}

/** What to write so that a claim has the versions that are wanted. */
function foldClaim(
  fact: MembershipFact,
  wanted: readonly KnownInterval[],
  there: readonly MembershipFact[],
  { facts, retracted, superseded }: ClaimChanges,
): void {
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

/** Of a version that no edition says. */
function endUnsaid(fact: MembershipFact, first: Firsts, { retracted, superseded }: ClaimChanges): void {
  const until = first.get(fact.source);
  // Of an import of before editions were kept, up to the first edition.
  const before = until !== undefined && fact.knownFrom < until && fact.factId !== claimIdOf(claimIn(fact));
  if (until === undefined || (before && fact.knownTo !== null && fact.knownTo <= until)) return;
  if (before && fact.knownTo === null) retracted.push({ ...fact, until });
  else superseded.push(fact);
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

function grouped<T, K extends string>(all: Iterable<T>, by: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group) group.push(one);
    else groups.set(by(one), [one]);
  }
  return groups;
}
