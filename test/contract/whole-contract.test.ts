import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import type { Code } from "../../src/model/code.ts";
import { type EntityName, filterEntities } from "../../src/model/filters.ts";
import { kindNames } from "../../src/model/kinds.ts";
import { schema } from "../../src/schema/schema.ts";
import { describeOnEachEngine, embeddedEngine } from "../engines.ts";
import { exists, fieldOf } from "./plain/values.ts";
import type { View, World } from "./plain/world.ts";
import { everyArgument } from "./whole/arguments.ts";
import { answerTo, documentOf } from "./whole/asking.ts";
import { answersOf, coordinatesOf, givenIn, seenIn } from "./whole/coordinates.ts";
import { batchesOf } from "./whole/filters.ts";
import { ordersOf } from "./whole/orders.ts";
import { pagedLists } from "./whole/paging.ts";
import { everyType, everything, type Question } from "./whole/questions.ts";
import { reading } from "./whole/reading.ts";
import { clocks, writeSmallWorld } from "./whole/small-world.ts";

const contract = buildSchema(readFileSync(new URL("../check/contract.graphql", import.meta.url), "utf8"));

describeOnEachEngine("The whole schema", (engine) => {
  const reference = engine.name === "embedded" ? undefined : embeddedEngine();
  let graph: Graph;
  let embedded: Graph | undefined;
  let world: World;
  /** What the questions gave and the answers held, of all tests of this suite: the last ones look whether that is all. */
  const given = new Set<string>();
  const seen = new Set<string>();
  beforeAll(async () => {
    graph = await engine.empty();
    world = await writeSmallWorld(graph);
    embedded = await reference?.empty();
    if (embedded) await writeSmallWorld(embedded);
  });

  /** Asks, notes what was exercised by it, and compares with the other engine. */
  async function answerOf(question: Question, variables: Record<string, unknown> = {}) {
    const answer = await answerTo(graph, question, variables);
    if (embedded) expect(answer, question.text).toEqual(await answerTo(embedded, question, variables));
    for (const name of givenIn(schema, documentOf(question))) given.add(name);
    for (const name of seenIn(schema, documentOf(question), answer)) seen.add(name);
    return answer;
  }

  it("answers every field of every type", async () => {
    for (const question of everyType) await answerOf(question);
  });

  it("answers of every organisation, and of every fact about it, what the graph was told", async () => {
    const view = world.at(clocks);
    for (const { list, entity, organisations, facts } of everything) {
      const { nodes } = (await answerOf(organisations))[list];
      const told = [...view.organisations.values()].filter(({ kind }) => kindNames[kind] === entity);
      expect(nodes.length).toBe(told.filter((one) => exists(view, one)).length);
      for (const node of nodes) expect(node).toMatchObject(toldOf(view, entity, node));
      const { nodes: histories } = (await answerOf(facts))[list];
      for (const fact of histories.flatMap(({ history }: { history: object[] }) => history))
        expect(world.facts).toContainEqual(expect.objectContaining(commonOf(fact)));
    }
  });

  it("takes every argument", async () => {
    for (const question of everyArgument) await answerOf(question);
  });

  it("filters by every field, with every operator and value, as a plain evaluation does", {
    timeout: 600_000,
  }, async () => {
    const batches = batchesOf(schema, world.at(clocks));
    const asked = batches.flatMap(({ conditions }) => conditions.map(({ name }) => name));
    expect(new Set(asked).size).toBeGreaterThan(590);
    for (const { list, question, expected } of batches) {
      const {
        [list]: { nodes },
      } = await answerOf(question);
      expect(
        nodes.map((node: { code?: string; factId: string }) => node.code ?? node.factId),
        question.text,
      ).toEqual(expected);
    }
  });

  it("sorts by every key, both ways, as a plain evaluation does", async () => {
    for (const { list, question, expected } of ordersOf(schema, world.at(clocks))) {
      const {
        [list]: { nodes },
      } = await answerOf(question);
      expect(
        nodes.map((node: { code?: string; factId: string }) => node.code ?? node.factId),
        question.text,
      ).toEqual(expected);
    }
  });

  it("pages every list forwards and backwards", async () => {
    for (const { name, page, backwards } of pagedLists(reading)) {
      const read = async (given: string, at?: string) => {
        const answer = await answerOf({ text: page(given) }, at === undefined ? {} : { at });
        return (answer.organisation ?? answer).list;
      };
      const { nodes, edges, totalCount } = await read("first: 1000");
      expect(totalCount, name).toBeGreaterThan(1);
      expect(nodes, name).toHaveLength(totalCount);
      const half = Math.floor(totalCount / 2);
      expect((await read("first: 1000, after: $at", edges[half - 1].cursor)).nodes, name).toEqual(
        nodes.slice(half),
      );
      if (!backwards) continue;
      const before = await read(`last: ${half}, before: $at`, edges[half].cursor);
      expect(before.nodes, name).toEqual(nodes.slice(0, half));
    }
  });

  it("answers parts of the lists that have no cursors", async () => {
    const lists = [
      ["history", "", "{ __typename factId }"],
      ["conflicts", "", "{ rule message subject { __typename code } }"],
      ["practiceCounts", "groupBy: PCT, ", "{ practices group { __typename code } }"],
    ] as const;
    for (const [field, given, selection] of lists) {
      const part = (alias: string, slice: string) => `${alias}: ${field}(${given}${slice}) ${selection}`;
      const parts = `${part("all", "offset: 0")} ${part("some", "first: 2, offset: 1")} ${part("rest", "offset: 2")} ${part("none", "first: 0")} ${part("past", "offset: 100000")}`;
      const text = field === "history" ? `{ pct(code: "pct-now") { __typename ${parts} } }` : `{ ${parts} }`;
      const answer = await answerOf({ text });
      const { all, some, rest, none, past } = answer.pct ?? answer;
      expect(all.length, field).toBeGreaterThan(3);
      expect({ some, rest, none, past }, field).toEqual({
        some: all.slice(1, 3),
        rest: all.slice(2),
        none: [],
        past: [],
      });
    }
  });

  it("leaves no field, argument, input or enum value of the schema or of the contract out", () => {
    const wanted = [...coordinatesOf(reading), ...coordinatesOf(contract)];
    expect(wanted.length).toBeGreaterThan(1_000);
    expect(wanted.filter((name) => !given.has(name) && !seen.has(name))).toEqual([]);
  });

  it("has seen a value in every field of every type, and every enum value that a field can hold", () => {
    expect(answersOf(reading).filter((name) => !seen.has(name))).toEqual([]);
  });
});

/** What a plain evaluation reads in each field that a filter knows. */
function toldOf(view: View, entity: EntityName, node: { code: Code }): object {
  const organisation = view.organisations.get(node.code);
  if (!organisation) throw new Error(`Nobody told of ${node.code}`);
  // Of a provider without a sector the schema says so in words.
  const names = Object.keys(filterEntities[entity].fields).filter(
    (name) => name in node && name !== "sector",
  );
  return Object.fromEntries(names.map((name) => [name, fieldOf(view, organisation, name)]));
}

function commonOf(fact: object): object {
  const names = [
    "factId",
    "kind",
    "validFrom",
    "validTo",
    "recordedAt",
    "retractedAt",
    "addedIn",
    "removedIn",
    "confidence",
    "note",
  ];
  return Object.fromEntries(names.map((name) => [name, fact[name as keyof typeof fact]]));
}
