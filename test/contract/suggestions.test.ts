import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { member, organisation, outside, recordedAt, source, write } from "./small-graph.ts";

const query = `query ($code: String!, $asOf: Date, $knownAt: DateTime) { organisation(code: $code, asOf: $asOf, knownAt: $knownAt) {
  ... on Practice { standing suggestedConsortia { sharePct evidence consortium { code } } } } }`;

const practice = (code: string, postcode: string | null, closed: string | null = null) =>
  organisation("PRACTICE", code, { postcode, closed: closed as IsoDate | null });

/** The practices around P00001 in PE29: three in hunts-health, one in east-health, one closed, one outside. */
const changes = {
  sources: [source],
  organisations: [
    organisation("PCT", "5PP", { name: "Cambridgeshire PCT" }),
    organisation("PCT", "5PN", { name: "Peterborough PCT" }),
    ...["hunts-health", "east-health", "city-health"].map((code) => organisation("CONSORTIUM", code)),
    practice("P00001", "PE29 3RN"),
    practice("P00002", "PE29 1AA"),
    practice("P00003", "PE29 1AB"),
    practice("P00004", "PE29 1AC"),
    practice("P00005", "PE29 1AD"),
    practice("P00006", "PE29 1AE", "2011-03-31"),
    practice("P00007", "PE29 1AF"),
    practice("P00008", "PE2 9AA"),
    practice("P00009", "CB23 1AA"),
    practice("P00010", null),
  ],
  facts: [
    ...["P00001", "P00002", "P00003", "P00005", "P00006", "P00007", "P00009", "P00010"].map((code) =>
      member(code, "5PP"),
    ),
    member("P00004", "5PN"),
    member("P00008", "5PN"),
    ...["P00002", "P00003", "P00004", "P00006"].map((code) => member(code, "hunts-health")),
    member("P00005", "east-health"),
    member("P00009", "city-health"),
    member("P00008", "city-health"),
    outside("P00001", "5PP"),
    outside("P00007", "5PP"),
    // Later it joined one itself.
    member("P00001", "east-health", { from: "2012-01-01" }),
  ],
};

describeOnEachEngine("Suggested consortia", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, changes);
  });
  const suggestions = async (code: string, at: Record<string, string> = {}) =>
    (await ask(graph, query, { code, ...at })).organisation.suggestedConsortia;

  it("are those of the outcode's practices across PCTs, then those of the PCT, with the share in words", async () => {
    expect(await suggestions("P00001")).toEqual([
      {
        consortium: { code: "hunts-health" },
        sharePct: 75,
        evidence:
          "3 of the 4 other practices in PE29 that are in a consortium are members; 2 of the 4 other practices in Cambridgeshire PCT that are in a consortium are members",
      },
      {
        consortium: { code: "east-health" },
        sharePct: 25,
        evidence:
          "1 of the 4 other practices in PE29 that are in a consortium is a member; 1 of the 4 other practices in Cambridgeshire PCT that are in a consortium is a member",
      },
      {
        consortium: { code: "city-health" },
        sharePct: 25,
        evidence: "1 of the 4 other practices in Cambridgeshire PCT that are in a consortium is a member",
      },
    ]);
  });

  it("are those of the PCT alone for a practice without a postcode", async () => {
    const found = await suggestions("P00010");
    expect(found.map((each: { consortium: { code: string } }) => each.consortium.code)).toEqual([
      "hunts-health",
      "city-health",
      "east-health",
    ]);
  });

  it("are none for a member, and none for a practice that does not exist on the day", async () => {
    expect(await suggestions("P00002")).toEqual([]);
    expect(await suggestions("P00001", { asOf: "2012-01-01" })).toEqual([]);
    expect(await suggestions("P00006", { asOf: "2011-04-01" })).toEqual([]);
  });

  it("take five statements, however many practices", async () => {
    const count = async (first: number) => {
      const statements: string[] = [];
      const source = `{ orphanedPractices(first: ${first}) { nodes { suggestedConsortia { sharePct consortium { code } } } } }`;
      await ask(graph, source, {}, statements);
      return statements.length;
    };
    expect(await count(3)).toBe(6);
    expect(await count(1)).toBe(6);
  });

  it("follow what was believed: a neighbour that is found to lie elsewhere stays one at the earlier knownAt", async () => {
    const moving = await engine.empty();
    await write(moving, changes);
    const moved = { ...practice("P00005", "CB23 1AB") };
    await write(moving, { redescribed: [moved] }, "2011-06-01T00:00:00.000Z" as Instant);
    const shares = async (knownAt?: string) =>
      (
        await ask(moving, query, { code: "P00001", ...(knownAt ? { knownAt } : {}) })
      ).organisation.suggestedConsortia.map((each: { sharePct: number }) => each.sharePct);
    expect(await shares()).toEqual([100, 25, 25]);
    expect(await shares(recordedAt)).toEqual([75, 25, 25]);
  });
});

describeOnEachEngine("Suggested consortia of the demonstration graph", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  it("are five at most for every orphan, the nearest evidence first, and none for members", async () => {
    const { orphans, members } = await ask(
      graph,
      `{ orphans: orphanedPractices(first: 300) { nodes { suggestedConsortia { sharePct evidence } } }
         members: practices(first: 50, where: {standing: {eq: MEMBER}}) { nodes { suggestedConsortia { sharePct } } } }`,
    );
    const found: { sharePct: number; evidence: string }[][] = orphans.nodes.map(
      (node: { suggestedConsortia: unknown }) => node.suggestedConsortia,
    );
    expect(found.filter((each) => each.length > 0).length).toBeGreaterThan(250);
    for (const each of found) {
      expect(each.length).toBeLessThanOrEqual(5);
      for (const { sharePct, evidence } of each) {
        expect(sharePct).toBeGreaterThan(0);
        expect(sharePct).toBeLessThanOrEqual(100);
        expect(evidence).toMatch(/other practices? in/);
      }
    }
    for (const node of members.nodes) expect(node.suggestedConsortia).toEqual([]);
  });
});
