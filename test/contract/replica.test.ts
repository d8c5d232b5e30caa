import { expect, it } from "vitest";
import type { Graph, Statement } from "../../src/graph/graph.ts";
import { type ReplicaOptions, withReplica } from "../../src/graph/replica/replica-graph.ts";
import { datasetProperties } from "../../src/graph/statements/dataset.ts";
import { Unavailable } from "../../src/model/errors.ts";
import { describeOnEachEngine, type Engine } from "../engines.ts";
import { ask, curate } from "./asking.ts";
import { membership, smallGraph } from "./curated-graph.ts";
import { organisation } from "./small-graph.ts";
import { write } from "./writing.ts";

const practice = `query($code: String!) { organisation(code: $code, asOf: "2011-06-01") { code ... on Practice { standing consortium { code } pct { code practices { totalCount nodes { code } } } } } }`;

/** A graph behind a replica, asked as a server asks; and what the graph itself was asked meanwhile. */
async function replicated(engine: Engine, options: ReplicaOptions = {}) {
  const inner = await smallGraph(engine);
  const statements: string[] = [];
  let refused: string | undefined;
  const watched: Graph = {
    ...closable(inner),
    async read(statement, params, readOptions) {
      if (statement.name === refused) throw new Unavailable("The graph is away.");
      statements.push(statement.name);
      return inner.read(statement, params, readOptions);
    },
  };
  const graph = withReplica(watched, options);
  const asServed: Graph = {
    ...graph,
    read: async (statement, params, readOptions) => {
      const [state] = await graph.read(datasetProperties, {});
      return graph.read(statement, params, { ...readOptions, revision: state?.revision ?? 0 });
    },
  };
  return {
    graph,
    asServed,
    refuse(name: string | undefined) {
      refused = name;
    },
    /** What the graph was asked by some work. */
    async asked(work: () => Promise<unknown>): Promise<string[]> {
      statements.length = 0;
      await work();
      return [...new Set(statements)].sort();
    },
  };
}

const closable = (graph: Graph): Graph => ({
  engine: graph.engine,
  read: (...args) => graph.read(...args),
  findByText: (...args) => graph.findByText(...args),
  write: (...args) => graph.write(...args),
  checkHealth: () => graph.checkHealth(),
  close: () => graph.close(),
});

const suite = (engine: Engine) => {
  it("answers without asking the graph for more than its state", async () => {
    const { graph, asServed, asked } = await replicated(engine);
    const fromGraph = await ask(graph, practice, { code: "A81001" });
    await graph.refresh();
    let fromReplica: unknown;
    const statements = await asked(async () => {
      fromReplica = await ask(asServed, practice, { code: "A81001" });
    });
    expect(statements).toEqual(["dataset"]);
    expect(fromReplica).toEqual(fromGraph);
    expect(fromGraph.organisation.pct.practices.totalCount).toBeGreaterThan(0);
  });

  it("is brought up to date by what changed, and answers nothing older meanwhile", async () => {
    const { graph, asServed, asked } = await replicated(engine);
    await graph.refresh();
    await curate(graph, "recordMembership", membership);
    const standing = async () => (await ask(asServed, practice, { code: "A81001" })).organisation.standing;
    const statements = await asked(async () => {
      expect(await standing()).toBe("MEMBER");
      await graph.refresh();
    });
    expect(statements).toContain("held organisations of codes");
    expect(statements).not.toContain("held codes");
    expect(await asked(async () => expect(await standing()).toBe("MEMBER"))).toEqual(["dataset"]);
  });

  it("is left as it is while an answer is made from it, however long that takes", async () => {
    const { graph, asServed } = await replicated(engine);
    await graph.refresh();
    const seen: number[] = [];
    let [finish, begin] = [() => {}, () => {}];
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    let finished = false;
    finish = () => {
      finished = true;
    };
    const slow: Statement<object, number> = {
      name: "slow",
      cypher: "RETURN -1 AS revision",
      row: () => -1,
      *fromReplica(replica) {
        while (!finished) {
          seen.push(replica.revision, replica.facts);
          begin();
          yield;
        }
        return [replica.revision];
      },
    };
    const answer = asServed.read(slow, {});
    await begun;
    const [revision, facts] = seen;
    await curate(asServed, "recordMembership", { ...membership, member: "A81002" });
    const refreshed = graph.refresh();
    setTimeout(finish, 200);
    expect(await answer).toEqual([revision]);
    expect(new Set(seen)).toEqual(new Set([revision, facts]));
    await refreshed;
    expect((await asServed.read(slow, {}))[0]).toBeGreaterThan(revision ?? 0);
  });

  it("is read anew after a change that the audit log does not keep in full", async () => {
    const { graph, asked } = await replicated(engine);
    await graph.refresh();
    const many = Array.from({ length: 501 }, (_, index) =>
      organisation("PRACTICE", `N${10_000 + index}`, { opened: "2000-01-01" as never }),
    );
    await write(graph, { organisations: many });
    expect(await asked(() => graph.refresh())).toContain("held codes");
  });

  it("is none where the graph holds more facts than it may, which is told once", async () => {
    let told = 0;
    const { graph, asServed } = await replicated(engine, { mostFacts: 1, onTooLarge: () => told++ });
    await graph.refresh();
    await graph.refresh();
    expect(told).toBe(1);
    expect((await ask(asServed, practice, { code: "A81001" })).organisation.code).toBe("A81001");
  });

  it("leaves reads to the graph while it cannot be read whole, and tries again", async () => {
    const failures: unknown[] = [];
    const { graph, asServed, asked, refuse } = await replicated(engine, {
      onFailed: (error) => failures.push(error),
    });
    refuse("held facts");
    await graph.refresh();
    expect(failures).toHaveLength(1);
    expect((await ask(asServed, practice, { code: "A81001" })).organisation.code).toBe("A81001");
    refuse(undefined);
    await graph.refresh();
    await graph.refresh();
    expect(await asked(() => ask(asServed, practice, { code: "A81001" }))).toEqual(["dataset"]);
  });

  it("is read no further once the graph is closed", async () => {
    const { graph, asked } = await replicated(engine);
    const statements = await asked(async () => {
      const refreshed = graph.refresh();
      await graph.close();
      await refreshed;
    });
    expect(statements).toEqual(["dataset"]);
  });

  it("asks the graph nothing for as long as it may be behind, but after a write of its own", async () => {
    const { graph, asServed, asked } = await replicated(engine, { mostBehindMs: 600_000 });
    await graph.refresh();
    await ask(asServed, practice, { code: "A81001" });
    expect(await asked(() => ask(asServed, practice, { code: "A81001" }))).toEqual([]);
    await curate(graph, "recordMembership", membership);
    expect((await ask(asServed, practice, { code: "A81001" })).organisation.standing).toBe("MEMBER");
  });
};

describeOnEachEngine("A replica", suite, { replica: false });
