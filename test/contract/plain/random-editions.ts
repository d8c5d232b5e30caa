import { withCounts } from "../../../src/graph/counted.ts";
import { differenceOf, saidOver } from "../../../src/graph/described.ts";
import { claimIdOf } from "../../../src/graph/fact-id.ts";
import type { Transaction } from "../../../src/graph/graph.ts";
import type { GraphChanges } from "../../../src/graph/recorder.ts";
import { storedDescriptions, storedOrganisationsOf } from "../../../src/graph/statements/whole-graph.ts";
import type { Code } from "../../../src/model/code.ts";
import { holdingCount } from "../../../src/model/counts.ts";
import type { Instant, IsoDate } from "../../../src/model/dates.ts";
import { claimIn, type Fact, type NewFact } from "../../../src/model/facts.ts";
import { confidences } from "../../../src/model/kinds.ts";
import type { OrganisationRecord } from "../../../src/model/organisation.ts";
import type { Random } from "./random.ts";
import type { Edited, World } from "./world.ts";

/** What editions tell of some bodies of a random graph: names of days, counts of patients, and claims with known times. */

export interface EditionPools {
  readonly instants: readonly Instant[];
  readonly dates: readonly IsoDate[];
  readonly sources: readonly string[];
  readonly describe: (random: Random, organisation: OrganisationRecord) => OrganisationRecord;
  readonly claim: (random: Random, from: Code, to: Code) => NewFact;
}

const before = ["2010-12-20", "2011-01-20", "2011-02-20"].map((day) => `${day}T00:00:00.000Z` as Instant);

/** The bodies that editions tell of; whoever else tells of them does not describe them again. */
export const editable = (world: World): OrganisationRecord[] => {
  const bodies = world.firstBodies();
  const some = (kind: string, count: number) => bodies.filter((body) => body.kind === kind).slice(0, count);
  return [...some("PRACTICE", 30), ...some("CONSORTIUM", 10)];
};

/** What one round tells of editions, whenever they were published. */
export function editionsOf(
  random: Random,
  world: World,
  recordedAt: Instant,
  pools: EditionPools,
): { readonly edited: Edited[]; readonly changes: Pick<GraphChanges, "facts" | "superseded"> } {
  const published = () => random.one([...before, ...pools.instants].filter((at) => at <= recordedAt));
  const edited = random.some(editable(world), 14).map((body): Edited => {
    const knownFrom = published();
    const day = knownFrom.slice(0, 10) as IsoDate;
    const record = holdingCount(pools.describe(random, body), null);
    const counts = Array.from({ length: body.kind === "PRACTICE" ? random.below(3) : 0 }, () => ({
      listSize: random.one([0, 1500, 7000, 12_000]),
      listSizeOn: random.one(pools.dates),
      source: random.one(pools.sources),
      confidence: random.one(confidences),
      knownFrom: published(),
    }));
    return { code: body.code, stated: random.chance(0.8) ? { knownFrom, day, record } : null, counts };
  });
  return { edited, changes: claims(random, world, recordedAt, published, pools) };
}

function claims(
  random: Random,
  world: World,
  recordedAt: Instant,
  published: () => Instant,
  pools: EditionPools,
): Pick<GraphChanges, "facts" | "superseded"> {
  const bodies = world.firstBodies();
  const groups = bodies.filter(({ kind }) => kind === "CONSORTIUM" || kind === "PCT");
  const known = new Set(world.facts.map(({ factId }) => factId));
  const fresh = random
    .some(
      bodies.filter(({ kind }) => kind === "PRACTICE"),
      10,
    )
    .map(({ code }) => pools.claim(random, code, random.one(groups).code))
    .filter((fact) => !known.has(claimIdOf(fact)));
  const said = (fact: NewFact) => {
    const knownFrom = [published(), pools.instants[0] as Instant].sort().at(-1) as Instant;
    const knownTo = random.chance(0.3) && knownFrom < recordedAt ? recordedAt : null;
    return { ...fact, knownFrom, knownTo };
  };
  const replaced = random.some(
    world.facts.filter((fact) => fact.factId === claimIdOf(claimIn(fact)) && fact.supersededIn == null),
    3,
  );
  return {
    facts: [...fresh, ...replaced.map((fact: Fact) => claimIn(fact))].map(said),
    superseded: replaced,
  };
}

/** How the graph is brought to say what the world was told of bodies by editions. */
export async function describe(
  transaction: Transaction,
  world: World,
  { codes, revision }: { readonly codes: readonly Code[]; readonly revision: number },
): Promise<Pick<GraphChanges, "descriptions">> {
  const there = [
    ...(await transaction.run(storedOrganisationsOf, { codes })),
    ...(await transaction.run(storedDescriptions, { codes })),
  ].filter(({ supersededIn }) => supersededIn === null);
  const descriptions = codes.flatMap((code) => {
    const { stated, counts } = world.toldOf(code, revision);
    const said = withCounts(saidOver(stated), counts);
    return differenceOf(
      said,
      there.filter(({ organisation }) => organisation.code === code),
    );
  });
  return { descriptions };
}
