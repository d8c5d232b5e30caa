import { beforeAll, expect, it } from "vitest";
import type { Graph, Statement } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";

/** Takes an engine that can be stopped for ever, and one that cannot a second. */
const slow = (rows: number): Statement<object, unknown> => ({
  name: "slow",
  cypher: `UNWIND range(1, ${rows}) AS a UNWIND range(1, ${rows}) AS b WITH a, b WHERE a * b = -1 RETURN count(*) AS n`,
  row: (raw) => raw,
});
const running: Statement<object, number> = {
  name: "running",
  cypher: `SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH "UNWIND range" RETURN count(*) AS n`,
  row: ({ n }) => Number(n),
};

describeOnEachEngine(
  "A statement whose answer nobody waits for any more",
  (engine) => {
    let graph: Graph;
    beforeAll(async () => {
      graph = await engine.empty();
    });

    it("is ended with the reason, where the engine can, and else no longer waited for", async () => {
      const gone = new AbortController();
      const stoppable = engine.name === "neo4j";
      const answer = graph.read(slow(stoppable ? 1_000_000 : 1_500), {}, { signal: gone.signal });
      const refused = expect(answer).rejects.toThrow("The client is gone.");
      if (stoppable) await expect.poll(() => graph.read(running, {}), { timeout: 20_000 }).toEqual([1]);
      gone.abort(new Error("The client is gone."));
      await refused;
      if (stoppable) await expect.poll(() => graph.read(running, {}), { timeout: 20_000 }).toEqual([0]);
    });

    it("is not begun where nobody waits for it at all", async () => {
      const signal = AbortSignal.abort(new Error("The client is gone."));
      await expect(graph.read(slow(1_000_000), {}, { signal })).rejects.toThrow("The client is gone.");
    });
  },
  { snapshot: false },
);
