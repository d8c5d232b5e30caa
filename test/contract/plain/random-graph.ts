import type { Graph } from "../../../src/graph/graph.ts";
import { factIdOf, type GraphChanges, record } from "../../../src/graph/recorder.ts";
import type { Code } from "../../../src/model/code.ts";
import type { FinancialYear, Instant, IsoDate } from "../../../src/model/dates.ts";
import { claimIn, type Fact, type NewFact, type Payload } from "../../../src/model/facts.ts";
import {
  confidences,
  delegationPositions,
  delegationStages,
  kindNames,
  membershipStatuses,
  type OrganisationKind,
  outsideReasons,
  supportModels,
} from "../../../src/model/kinds.ts";
import { type Description, type OrganisationRecord, undescribed } from "../../../src/model/organisation.ts";
import { author } from "../../callers.ts";
import { Random } from "./random.ts";
import { describe, type EditionPools, editable, editionsOf } from "./random-editions.ts";
import { World } from "./world.ts";

/** What values are drawn from: few, so that many are equal, and filters drawn from them often fit. */
export const pools = {
  dates: [
    "2010-04-01",
    "2010-10-01",
    "2011-01-01",
    "2011-04-01",
    "2011-10-01",
    "2012-04-01",
    "2013-03-31",
  ] as IsoDate[],
  instants: ["2011-01-10", "2011-02-10", "2011-03-10", "2011-04-10"].map(
    (day) => `${day}T00:00:00.000Z` as Instant,
  ),
  names: [
    "Park Surgery",
    "PARK MEDICAL",
    "Élan Vale",
    "élan hill",
    "Church Street",
    'St. Mary\'s "Old"',
    "vale",
  ],
  postcodes: ["CB1 2AB", "CB10 9ZZ", "BN1 1AA", "bn2 4xy"],
  sources: ["A1", "A3", "ODS", "SYNTHETIC"],
  numbers: [0, 1, 2, 1500, 7000, 7000.5, 120_000],
  shares: [0, 0.1, 0.25, 1 / 3, 1],
  years: ["2010/11", "2011/12", "2012/13"] as FinancialYear[],
  services: ["referral management", "HR", "Finance", "data analysis"],
  scopes: ["all services", "Prescribing", "community"],
  sectors: ["NHS", "private"],
} as const;

const sizes: Record<OrganisationKind, number> = {
  PRACTICE: 75,
  CONSORTIUM: 24,
  PCT: 14,
  CLUSTER: 7,
  SHA: 5,
  SUPPORT_PROVIDER: 9,
};

/**
 * A small graph with everything that the model allows: several live claims, the same claim twice, unknown and open
 * ends, and three later changes that retract, correct, redescribe and add.
 */
function randomGraph(seed: number, { editions }: Options): { world: World; told: Told[] } {
  const random = new Random(seed);
  const world = new World();
  const codes = new Map<OrganisationKind, Code[]>();
  const told = pools.instants.flatMap((recordedAt, round): Told[] => {
    const changes = round === 0 ? beginning(random, codes) : change(random, codes, world, round);
    const first = editions ? besideEditions(changes, world, round) : changes;
    world.tell(first, recordedAt);
    if (!editions || round === 0)
      return [{ changes: first, recordedAt, revision: world.revision, codes: [] }];
    const more = editionsOf(new Random(seed + round), world, recordedAt, editionPools);
    const before = world.revision;
    world.tell(more.changes, recordedAt, more.edited);
    return [
      { changes: first, recordedAt, revision: before, codes: [] },
      {
        ...{ changes: more.changes, recordedAt, revision: world.revision },
        codes: more.edited.map(({ code }) => code),
      },
    ];
  });
  return { world, told };
}

interface Options {
  /** Some bodies are described and counted by editions, some claims are theirs, and a source says what it covers. */
  readonly editions?: boolean;
}
interface Told {
  readonly changes: GraphChanges;
  readonly recordedAt: Instant;
  readonly revision: number;
  /** Whom editions tell of in it. */
  readonly codes: readonly Code[];
}

/** Writes a random graph into an empty one, and answers its counterpart in memory. */
export async function writeRandomGraph(graph: Graph, seed: number, options: Options = {}): Promise<World> {
  const { world, told } = randomGraph(seed, options);
  await graph.write(async (transaction) => {
    for (const one of told) {
      const described = one.codes.length > 0 ? await describe(transaction, world, one) : {};
      await record(transaction, { ...one.changes, ...described }, one.recordedAt, author);
    }
  });
  return world;
}

const editionPools: EditionPools = {
  ...{ instants: pools.instants, dates: pools.dates, sources: pools.sources },
  describe: (random, { kind, code }) => ({ kind, code, ...description(random, kind) }),
  claim: (random, from, to) => ({
    ...{ kind: "MEMBERSHIP", from, to, status: random.one(membershipStatuses), ...period(random) },
    ...{
      source: random.one(pools.sources),
      confidence: random.one(confidences),
      assertedBy: null,
      note: null,
    },
  }),
};

const covers = { from: "2010-09-01" as IsoDate, to: "2012-12-31" as IsoDate };

/** What is told beside editions: a day of a count goes with a count, and those that editions describe nobody else does. */
function besideEditions(changes: GraphChanges, world: World, round: number): GraphChanges {
  const edited = new Set(round === 0 ? [] : editable(world).map(({ code }) => code));
  const counted = <D extends Description>(said: D): D =>
    said.listSize === null ? { ...said, listSizeOn: null } : said;
  if (round === 0) world.covers = [{ ...covers, addedIn: 1 }];
  const sources = changes.sources?.map((source, at) =>
    at === 0
      ? { ...source, covers: [`MEMBERSHIP of PRACTICE in CONSORTIUM ${covers.from}/${covers.to}`] }
      : source,
  );
  return {
    ...changes,
    ...(sources ? { sources } : {}),
    organisations: (changes.organisations ?? []).map(counted),
    redescribed: (changes.redescribed ?? []).map(counted).filter(({ code }) => !edited.has(code)),
  };
}

function beginning(random: Random, codes: Map<OrganisationKind, Code[]>): GraphChanges {
  const organisations = Object.entries(sizes).flatMap(([kind, size]) =>
    Array.from({ length: size }, (_, index) => organisation(random, codes, kind as OrganisationKind, index)),
  );
  const sources = pools.sources.map((code) => ({
    code,
    title: `${code === "ODS" ? "Practices of England" : "Pulse article"} ${code}`,
    publisher: code.startsWith("A") ? "Pulse" : "NHS",
    published: "2011",
    url: null,
    licence: null,
  }));
  return { sources, organisations, facts: unique(facts(random, codes, 1)) };
}

function change(
  random: Random,
  codes: Map<OrganisationKind, Code[]>,
  world: World,
  round: number,
): GraphChanges {
  const recordedAt = pools.instants[round] as Instant;
  const live = world.facts.filter(({ retractedAt }) => retractedAt === null);
  const retracted = random.some(live, Math.ceil(live.length * 0.12));
  const corrected = retracted
    .slice(0, Math.ceil(retracted.length / 2))
    .map((fact) => correction(random, fact));
  const all = [...codes.values()].flat();
  const redescribed = random
    .some(all, 25)
    .map((code) => ({ code, ...description(random, kindOf(codes, code)) }));
  const organisations = (["PRACTICE", "CONSORTIUM"] as const).map((kind) =>
    organisation(random, codes, kind, 500 + round),
  );
  // Known before the organisations of this change would be a contradiction: only the earlier ones get such facts.
  const fresh = facts(random, codes, 0.12).map((fact) =>
    random.chance(0.2) && !organisations.some(({ code }) => names(fact, code))
      ? { ...fact, recordedAt: pools.instants[round - 1] as Instant }
      : fact,
  );
  const known = new Set(world.facts.map(({ factId }) => factId));
  const added = unique([...corrected, ...fresh]).filter(
    (fact) =>
      !known.has(factIdOf(withoutClock(fact), fact.recordedAt ?? recordedAt)) &&
      !namesLater(world, fact, recordedAt),
  );
  return { organisations, redescribed, retracted, facts: added };
}

type Learned = NewFact & { readonly recordedAt?: Instant };
const withoutClock = ({ recordedAt: _, ...fact }: Learned): NewFact => fact;
const names = (fact: NewFact, code: Code): boolean =>
  fact.from === code || ("to" in fact && fact.to === code);

/** Whether a fact would have been learned before one of its ends. */
function namesLater(world: World, fact: Learned, recordedAt: Instant): boolean {
  if (fact.recordedAt === undefined || fact.recordedAt === recordedAt) return false;
  const { organisations } = world.at({ asOf: pools.dates[0] as IsoDate, knownAt: fact.recordedAt });
  return !organisations.has(fact.from) || ("to" in fact && !organisations.has(fact.to));
}

function correction(random: Random, fact: Fact): NewFact {
  return { ...claimIn(fact), ...period(random), confidence: random.one(confidences) };
}

function unique(facts: readonly Learned[]): Learned[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const said = JSON.stringify(fact);
    return seen.has(said) ? false : Boolean(seen.add(said));
  });
}

function organisation(
  random: Random,
  codes: Map<OrganisationKind, Code[]>,
  kind: OrganisationKind,
  index: number,
): OrganisationRecord {
  const slug =
    kind === "CLUSTER" || kind === "SUPPORT_PROVIDER" || (kind === "CONSORTIUM" && index % 2 === 0);
  const code = (
    slug ? `${kindNames[kind].toLowerCase()}-${index}` : `${kind[0]}${kind[1]}${100 + index}`
  ) as Code;
  codes.set(kind, [...(codes.get(kind) ?? []), code]);
  return { kind, code, ...description(random, kind) };
}

function description(random: Random, kind: OrganisationKind): Description {
  const is = (...kinds: OrganisationKind[]) => kinds.includes(kind);
  return {
    ...undescribed,
    name: `${random.one(pools.names)}${random.chance(0.5) ? ` ${random.below(9)}` : ""}`,
    postcode: random.maybe(pools.postcodes),
    opened: random.maybe(pools.dates.slice(0, 4), 0.4),
    closed: random.maybe(pools.dates.slice(3), 0.25),
    confidence: random.one(confidences),
    source: random.one(pools.sources),
    ...(is("PRACTICE")
      ? { listSize: random.maybe([0, 1500, 7000, 12_000]), listSizeOn: random.maybe(pools.dates) }
      : {}),
    ...(is("CONSORTIUM")
      ? {
          pathfinderFrom: random.maybe(pools.dates, 0.6),
          pathfinderWave: random.maybe([1, 2, 3]),
          statutory: random.maybe([true, false]),
        }
      : {}),
    ...(is("SHA")
      ? {
          minimumDelegatedShare: random.maybe(pools.shares),
          minimumDelegatedShareFrom: random.maybe(pools.dates, 0.6),
        }
      : {}),
    ...(is("SUPPORT_PROVIDER") ? { sector: random.maybe(pools.sectors) } : {}),
  };
}

function kindOf(codes: Map<OrganisationKind, Code[]>, code: Code): OrganisationKind {
  const found = [...codes].find(([, these]) => these.includes(code));
  if (!found) throw new Error(`No kind for ${code}`);
  return found[0];
}

function period(random: Random): Pick<NewFact, "validFrom" | "validTo"> {
  const [a, b] = [random.one(pools.dates), random.one(pools.dates)].sort() as [IsoDate, IsoDate];
  return { validFrom: random.chance(0.2) ? null : a, validTo: random.chance(0.6) ? null : b };
}

/** Facts between random organisations. @param share how many, 1 for a whole graph */
function facts(random: Random, codes: Map<OrganisationKind, Code[]>, share: number): NewFact[] {
  const every: NewFact[] = [];
  const add = (matter: Payload) => {
    const said = {
      ...matter,
      source: random.one(pools.sources),
      assertedBy: random.maybe(codes.get("PCT") ?? [], 0.2),
      confidence: random.one(confidences),
      note: null,
    };
    every.push({ ...said, ...period(random) } as NewFact);
    // The same claim again, from another source and perhaps for other days.
    if (random.chance(0.15))
      every.push({ ...said, ...period(random), source: random.one(pools.sources) } as NewFact);
  };
  const each = (kind: OrganisationKind, probability: number, make: (from: Code) => Payload) => {
    for (const from of codes.get(kind) ?? []) if (random.chance(probability * share)) add(make(from));
  };
  const a = (kind: OrganisationKind): Code => random.one(codes.get(kind) ?? []);
  const member = (from: OrganisationKind, to: readonly OrganisationKind[], probability: number) =>
    each(from, probability, (code) => ({
      kind: "MEMBERSHIP",
      from: code,
      to: a(random.one(to)),
      status: random.one(membershipStatuses),
    }));
  for (const probability of [1, 0.3]) {
    member("PRACTICE", ["CONSORTIUM"], probability * 0.8);
    member("PRACTICE", ["PCT"], probability);
    member("CONSORTIUM", ["PCT"], probability);
    member("PCT", ["CLUSTER"], probability);
    member("PCT", ["SHA"], probability);
    member("CLUSTER", ["SHA"], probability);
    member("SUPPORT_PROVIDER", ["SHA", "CLUSTER", "PCT"], probability * 0.7);
    each("PRACTICE", probability * 0.5, (from) => ({
      kind: "OUTSIDE",
      from,
      to: a("PCT"),
      reason: random.one(outsideReasons),
    }));
    each("PCT", probability, (from) => report(random, from));
    each("PCT", probability, (from) => ({
      kind: "BUDGET",
      from,
      financialYear: random.one(pools.years),
      amountGbp: 100 + random.below(900),
    }));
    for (const kind of ["PCT", "CLUSTER"] as const)
      each(kind, probability, (from) => delegation(random, from, a("CONSORTIUM")));
    for (const kind of ["SUPPORT_PROVIDER", "SUPPORT_PROVIDER", "SUPPORT_PROVIDER", "PCT", "SHA"] as const)
      each(kind, probability, (from) =>
        support(random, from, a(random.one(["CONSORTIUM", "PCT", "CLUSTER", "SHA", "PRACTICE"]))),
      );
  }
  return every;
}

function report(random: Random, from: Code): Payload {
  return {
    kind: "REPORT",
    from,
    position: random.one(delegationPositions),
    financialYear: random.one(pools.years),
    amountGbp: random.maybe(pools.numbers),
    shareOfBudget: random.maybe(pools.shares),
  };
}

function delegation(random: Random, from: Code, to: Code): Payload {
  return {
    kind: "DELEGATION",
    from,
    to,
    financialYear: random.one(pools.years),
    stage: random.one(delegationStages),
    amountGbp: random.maybe(pools.numbers),
    shareOfBudget: random.maybe(pools.shares),
    scope: random.maybe(pools.scopes),
  };
}

function support(random: Random, from: Code, to: Code): Payload {
  return {
    kind: "SUPPORT",
    from,
    to,
    services: random.some(pools.services, random.below(4)),
    model: random.one(supportModels),
    valueGbp: random.maybe(pools.numbers),
  };
}
