import { type Fact, notEnded } from "../../src/model/facts.ts";
import { byTrust } from "../../src/model/trust.ts";
import { type Extent, extentOf } from "../../src/snapshot/extent.ts";
import { describedBy, type Node, Snapshot } from "../../src/snapshot/snapshot.ts";
import { describedIn, existingIn, isLive, View } from "../../src/snapshot/view.ts";
import { organisation as organisationOf } from "../contract/small-graph.ts";

/**
 * Prints by how many bytes the heap grew while each of these was asked many times, as JSON: the least of some tries, as
 * a collection of garbage within one hides what it allocated. It is a program of its own, as V8 compiles a function by
 * what the process has seen before.
 */

const calls = Number(process.argv[2]);

function growthOf(work: (index: number) => unknown): number {
  let held: unknown;
  const tries = Array.from({ length: 16 }, () => {
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < calls; index++) held = work(index);
    return Math.abs(process.memoryUsage().heapUsed - before);
  });
  if (held === undefined) throw new Error("It answered nothing.");
  // The first are slower code that is yet to be compiled.
  return Math.min(...tries.slice(8));
}

const fact = (validTo: string | null, factId: string): Fact =>
  ({
    ...{ kind: "MEMBERSHIP", from: "A", to: "B", validFrom: "2010-01-01", validTo, factId },
    ...{
      recordedAt: "2011-01-01T00:00:00.000Z",
      knownFrom: "2011-01-01T00:00:00.000Z",
      ...notEnded,
      confidence: "REPORTED",
    },
    ...{ addedIn: 1, removedIn: null },
  }) as Fact;
const facts = [fact("2013-03-31", "1"), fact(null, "2"), fact("2010-12-31", "3"), fact("2012-03-31", "4")];
const factAt = (index: number): Fact => facts[index & 3] as Fact;
const extents = facts.map(extentOf);

const view = new View(new Snapshot(), {
  asOf: "2011-04-01" as never,
  knownAt: "2012-01-01T00:00:00.000Z" as never,
  atRevision: 2,
});
const organisation = organisationOf("PRACTICE", "A81001");
const said = (at: string, addedIn: number) => {
  const days = { validFrom: null, validTo: null };
  const clocks = { recordedAt: at as never, knownFrom: at as never, addedIn, ...notEnded, ...days };
  return describedBy({ organisation, ...clocks });
};
const node: Node = {
  ...{ code: "A81001" as never, kind: "PRACTICE", out: {}, in: {} },
  descriptions: [said("2013-01-01T00:00:00.000Z", 2), said("2011-01-01T00:00:00.000Z", 1)],
};

console.log(
  JSON.stringify({
    "whether a fact is seen at both clocks": growthOf((index) => isLive(view, extents[index & 3] as Extent)),
    "the description that was believed": growthOf(() => describedIn(view, node)),
    "whether an organisation exists": growthOf(() => existingIn(view, node)),
    "how far two claims can be trusted": growthOf((index) => byTrust(factAt(index), factAt(index + 1))),
    "an object a call": growthOf((index) => ({ index })),
  }),
);
