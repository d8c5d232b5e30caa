import { describe, expect, it } from "vitest";
import { type Fact, notEnded } from "../../src/model/facts.ts";
import { byTrust } from "../../src/model/trust.ts";
import { type Place, Snapshot } from "../../src/snapshot/snapshot.ts";
import { describedIn, existingIn, isLive, View } from "../../src/snapshot/view.ts";
import { organisation as organisationOf } from "../contract/small-graph.ts";

/** What is asked of every fact and every organisation that a read passes, millions of times a second. */

const calls = 200_000;
/** One object of two words a call would be sixteen times this. */
const mostBytes = calls;

/** By how many bytes the heap grew over many calls, in some tries: less than they allocated where garbage was collected meanwhile. */
function growthsBy(work: (index: number) => unknown): number[] {
  let held: unknown;
  const tries = Array.from({ length: 16 }, () => {
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < calls; index++) held = work(index);
    return process.memoryUsage().heapUsed - before;
  });
  expect(held).toBeDefined();
  // The first are slower code that is yet to be compiled, or compiled anew: a worker has seen many shapes of facts before.
  return tries.slice(8);
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

const view = new View(new Snapshot(), {
  asOf: "2011-04-01" as never,
  knownAt: "2012-01-01T00:00:00.000Z" as never,
  atRevision: 2,
});
const organisation = organisationOf("PRACTICE", "A81001");
const said = (at: string, addedIn: number) => ({
  ...{ recordedAt: at as never, knownFrom: at as never, addedIn },
  ...{ ...notEnded, validFrom: null, validTo: null },
});
const place: Place = {
  ...{ code: "A81001" as never, kind: "PRACTICE", out: {}, in: {} },
  descriptions: [
    { organisation, ...said("2013-01-01T00:00:00.000Z", 2) },
    { organisation, ...said("2011-01-01T00:00:00.000Z", 1) },
  ],
};

describe("Nothing is allocated by", () => {
  it.each<[string, (index: number) => unknown]>([
    ["asking whether a fact is seen at both clocks", (index) => isLive(view, factAt(index))],
    ["finding the description that was believed", () => describedIn(view, place)],
    ["asking whether an organisation exists", () => existingIn(view, place)],
    ["comparing how far two claims can be trusted", (index) => byTrust(factAt(index), factAt(index + 1))],
  ])("%s", (_, work) => {
    const growths = growthsBy(work).map(Math.abs);
    expect(Math.min(...growths)).toBeLessThan(mostBytes);
  });

  it("so few calls that an object a call would go unseen", () => {
    const growths = growthsBy((index) => ({ index })).map(Math.abs);
    expect(Math.min(...growths)).toBeGreaterThan(mostBytes);
  });
});
