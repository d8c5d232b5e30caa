import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { openNeo4jGraph } from "../../src/graph/neo4j-graph.ts";
import { graphSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import { countOrganisations, describeDataset } from "../../src/graph/statements/recording.ts";
import { describeOnEachEngine } from "../engines.ts";

const file = join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
const timeLimitMs = 30_000;

const store = (graph: Graph, schemaVersion: number) =>
  graph.write((transaction) => transaction.run(describeDataset, { properties: { schemaVersion } }));

describeOnEachEngine(
  "A graph that a newer program wrote",
  (engine) => {
    it("is refused with both versions, and one of this program's is opened", async () => {
      const graph =
        engine.name === "neo4j" ? await engine.empty() : await openEmbeddedGraph({ file, timeLimitMs });
      await store(graph, 99);
      const refusal = new RegExp(
        `^The graph was written by a newer program: its schema has version 99, and this one knows versions up to ${graphSchemaVersion}\\.`,
      );
      const address = inject("neo4j");
      if (engine.name === "neo4j" && address) {
        const newer = openNeo4jGraph({ ...address, timeLimitMs });
        await expect(newer.read(countOrganisations, {})).rejects.toThrow(refusal);
        // Other suites use the same server.
        await store(graph, graphSchemaVersion);
        expect(await newer.read(countOrganisations, {})).toEqual([0]);
        await newer.close();
        return;
      }
      await graph.close();
      const opening = openEmbeddedGraph({ file, timeLimitMs });
      await expect(opening).rejects.toThrow(refusal);
      await expect(opening).rejects.toMatchObject({ details: { schemaVersion: 99 } });
    });
  },
  { replica: false },
);
