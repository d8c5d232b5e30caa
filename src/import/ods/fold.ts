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
import { groupBy } from "../../model/group-by.ts";
import { counted } from "../counts.ts";
import type { MembershipClaim, MembershipFact } from "./known.ts";
import { isDescribedByRegister, practicesEver, type RegisterAt } from "./replay.ts";
import type { StoredRegister } from "./stored-register.ts";
import { type Practices, touchedBy } from "./touched.ts";
import { type KnownInterval, saidClaims, saidDescriptions } from "./versions.ts";

type Difference = Required<
  Pick<GraphChanges, "organisations" | "descriptions" | "facts" | "retracted" | "superseded">
>;

/**
 * What to write so that the graph says what all editions together say: the same, whatever it holds already. What is
 * there as it should be stays.
 * @param brought editions beside those that the graph holds
 * @param touchedIn tells which practices are compared
 */
export async function foldRegister(
  stored: StoredRegister,
  brought: readonly Edition[],
  touchedIn: typeof touchedBy = touchedBy,
): Promise<Difference> {
  const editions = [...stored.editions, ...brought];
  const register = stored.replay.of(editions);
  const first = firstBySource(editions);
  const touched = await touchedIn(stored, brought);
  return {
    ...(await foldDescriptions(register, stored, first, touched.descriptions)),
    ...(await foldClaims(register, stored, first, meantOf(editions, stored, touched.memberships))),
  };
}

/** The practices that are touched, of those that any edition describes or that the graph holds without: others are not there. */
function meantOf(editions: readonly Edition[], { others }: StoredRegister, touched: Practices) {
  const ever = practicesEver(editions);
  return (code: Code): boolean => touched.has(code) && (ever.has(code) || others.practices.has(code));
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
  { register: stored, others, counts }: StoredRegister,
  first: Firsts,
  touched: Practices,
): Promise<Pick<Difference, "organisations" | "descriptions">> {
  const organisations: NewOrganisation[] = [];
  const descriptions: DescriptionChange[] = [];
  const codes = [...(register.at(-1)?.practices ?? [])].flatMap(([code, practice]) =>
    touched.has(code) && isDescribedByRegister(practice) && others.practices.get(code) !== practice
      ? [code]
      : [],
  );
  for (const some of atATime(codes)) {
    const byCode = await stored.descriptionsOf(some);
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
  return said.filter(isPresent).map(
    ({ organisation, knownFrom, validFrom }): NewOrganisation => ({
      ...organisation,
      clocks: { knownFrom, validFrom },
    }),
  );
}

async function foldClaims(
  register: readonly RegisterAt[],
  { register: stored }: StoredRegister,
  first: Firsts,
  isMeant: (code: Code) => boolean,
): Promise<ClaimChanges> {
  const instants = register.map(({ knownFrom }) => knownFrom);
  const changes: ClaimChanges = { facts: [], retracted: [], superseded: [] };
  const claims = groupBy(saidClaims(register, isMeant), ({ claim }) => claim.from);
  const codes = [...new Set([...stored.practices.filter(isMeant), ...claims.keys()])];
  for (const some of atATime(codes)) {
    const versions = groupBy(await stored.membershipsOf(some), ({ factId }) => factId);
    for (const { factId, claim, said } of some.flatMap((code) => claims.get(code) ?? [])) {
      const there = versions.get(factId) ?? [];
      versions.delete(factId);
      const wanted = said.flatMap((interval) => withoutTakenBack(interval, there, instants));
      foldClaim(claim, wanted, there, changes);
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
  claim: MembershipClaim,
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
  for (const { from, to } of left.values()) facts.push({ ...claim, knownFrom: from, knownTo: to });
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
