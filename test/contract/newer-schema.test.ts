import { afterEach, beforeAll, expect, it } from "vitest";
import { carryForward } from "../../src/graph/carry-forward.ts";
import type { Graph, Statement, Transaction } from "../../src/graph/graph.ts";
import { openNeo4jGraph } from "../../src/graph/neo4j-graph.ts";
import { graphSchemaVersion, storedSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import { countOrganisations, describeDataset } from "../../src/graph/statements/recording.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ownNeo4j } from "../neo4j/own.ts";
import { organisation, source, write } from "./small-graph.ts";

const timeLimitMs = 30_000;

const store = (graph: Graph, schemaVersion: number | null) =>
  graph.write((transaction) => transaction.run(describeDataset, { properties: { schemaVersion } }));

async function marking(transaction: Transaction): Promise<string> {
  const [marks] = await transaction.run(mark, {});
  return `${marks} mark was made`;
}
const mark: Statement<object, number> = {
  name: "made-up step",
  cypher: "MATCH (o:Organisation) SET o.madeUp = true RETURN count(*) AS count",
  row: (raw) => Number(raw.count),
};
const stepped: Statement<object, number> = {
  name: "where the made-up step was",
  cypher: "MATCH (o:Organisation) WHERE o.madeUp RETURN count(*) AS count",
  row: (raw) => Number(raw.count),
};

describeOnEachEngine(
  "The version of a graph's schema",
  (engine) => {
    let graph: Graph;
    beforeAll(async () => {
      graph = await engine.empty();
      await write(graph, { sources: [source], organisations: [organisation("PCT", "5PP")] });
    });
    // Other suites use the same server.
    afterEach(() => store(graph, graphSchemaVersion));

    it("is noted by the first change of all", async () => {
      expect(await graph.read(storedSchemaVersion, {})).toEqual([graphSchemaVersion]);
    });

    it("is looked at by every change: none is written after a newer program has carried the graph forward", async () => {
      await store(graph, 99);
      const late = write(graph, { organisations: [organisation("PCT", "5QD")] });
      await expect(late).rejects.toThrow(/^The graph was written by a newer program: .* version 99/);
      expect(await graph.read(countOrganisations, {})).toEqual([1]);
    });

    it("is carried forward by all steps in one transaction, or by none", async () => {
      await store(graph, 1);
      const past = { version: 1, carry: () => Promise.reject(new Error("A step that was done before")) };
      const two = { version: 2, carry: marking };
      const failing = { version: 3, carry: () => Promise.reject(new Error("A step that fails")) };
      const steps = [past, two, failing];
      await expect(graph.write((inside) => carryForward(inside, steps))).rejects.toThrow("A step that fails");
      expect(await graph.read(stepped, {})).toEqual([0]);
      expect(await graph.read(storedSchemaVersion, {})).toEqual([1]);
      const three = { version: 3, carry: async () => "nothing more" };
      expect(await graph.write((inside) => carryForward(inside, [past, two, three]))).toMatch(
        `from version 1 of its schema to version ${graphSchemaVersion}: 1 mark was made; nothing more.`,
      );
      expect(await graph.read(stepped, {})).toEqual([1]);
      expect(await graph.write((inside) => carryForward(inside, steps))).toBeNull();
    });

    // Of a graph file that is said for every command in test/cli/schema-version.test.ts.
    it.runIf(engine.name === "neo4j")(
      "decides when Neo4j is opened: newer is refused, older carried forward once",
      async () => {
        const address = ownNeo4j();
        if (address === null) throw new Error("There is no Neo4j to test on");
        const told: string[] = [];
        const onCarriedForward = (sentence: string) => told.push(sentence);
        const counted = () => {
          const opened = openNeo4jGraph({ ...address, timeLimitMs, onCarriedForward });
          return opened.read(countOrganisations, {}).finally(() => opened.close());
        };
        await store(graph, 99);
        await expect(counted()).rejects.toMatchObject({
          message: expect.stringMatching(
            /^The graph was written by a newer program: its schema has version 99/,
          ),
          details: { schemaVersion: 99 },
        });
        await store(graph, null);
        expect(await Promise.all([counted(), counted()])).toEqual([[1], [1]]);
        expect(told).toEqual([
          expect.stringMatching(/^The graph was carried forward from a version that was not noted/),
        ]);
      },
    );
  },
  { snapshot: false },
);
