import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { datasetProperties } from "../../src/graph/statements/dataset.ts";
import { Turns, type Work, type WorkBounds } from "../../src/graph/work.ts";
import { Unavailable } from "../../src/model/errors.ts";
import { type SnapshotOptions, withSnapshot } from "../../src/snapshot/snapshot-graph.ts";
import { describeOnEachEngine, type Engine } from "../engines.ts";
import { ask, curate } from "./asking.ts";
import { membership, smallGraph } from "./curated-graph.ts";
import { organisation } from "./small-graph.ts";
import { write } from "./writing.ts";

const practice = `query($code: String!) { organisation(code: $code, asOf: "2011-06-01") { code ... on Practice { standing consortium { code } pct { code practices { totalCount nodes { code } } } } } }`;

/** A graph behind a snapshot, asked as a server asks; and what the graph itself was asked meanwhile. */
async function withSnapshotOf(engine: Engine, options: SnapshotOptions = {}) {
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
    async ask(plan, at, readOptions) {
      statements.push(plan.name);
      return inner.ask(plan, at, readOptions);
    },
  };
  const graph = withSnapshot(watched, options);
  const state = async () => ({ atRevision: (await graph.read(datasetProperties, {}))[0]?.revision ?? 0 });
  const asServed: Graph = {
    ...graph,
    read: async (statement, params, readOptions) =>
      graph.read(statement, { ...params, ...(await state()) }, readOptions),
    ask: async (plan, at, readOptions) => graph.ask(plan, { ...at, ...(await state()) }, readOptions),
  };
  return {
    graph,
    asServed,
    refuse(name: string | undefined) {
      refused = name;
    },
    /** What the graph was asked by some work, but what its sources cover: a server remembers that. */
    async asked(work: () => Promise<unknown>): Promise<string[]> {
      statements.length = 0;
      await work();
      return [...new Set(statements)].filter((name) => name !== "coverage").sort();
    },
  };
}

/** Holds up the next work until it may go on. */
class SlowTurns extends Turns {
  #held: { readonly began: () => void; readonly until: Promise<void> } | undefined;
  goOn = () => {};

  /** Resolves when work has begun. */
  slowDown(): Promise<void> {
    const until = new Promise<void>((resolve) => {
      this.goOn = resolve;
    });
    return new Promise((began) => {
      this.#held = { began, until };
    });
  }

  override async run<T>(work: Work<T>, bounds?: WorkBounds): Promise<T> {
    const held = this.#held;
    this.#held = undefined;
    held?.began();
    await held?.until;
    return super.run(work, bounds);
  }
}

const closable = (graph: Graph): Graph => ({
  engine: graph.engine,
  read: (...args) => graph.read(...args),
  ask: (...args) => graph.ask(...args),
  findByText: (...args) => graph.findByText(...args),
  write: (...args) => graph.write(...args),
  checkHealth: () => graph.checkHealth(),
  close: () => graph.close(),
});

const suite = (engine: Engine) => {
  it("answers without asking the graph for more than its state", async () => {
    const { graph, asServed, asked } = await withSnapshotOf(engine);
    const fromGraph = await ask(graph, practice, { code: "A81001" });
    await graph.refresh();
    let fromSnapshot: unknown;
    const statements = await asked(async () => {
      fromSnapshot = await ask(asServed, practice, { code: "A81001" });
    });
    expect(statements).toEqual(["dataset"]);
    expect(fromSnapshot).toEqual(fromGraph);
    expect(fromGraph.organisation.pct.practices.totalCount).toBeGreaterThan(0);
  });

  it("is brought up to date by what changed, and answers nothing older meanwhile", async () => {
    const { graph, asServed, asked } = await withSnapshotOf(engine);
    await graph.refresh();
    const standing = async () => (await ask(asServed, practice, { code: "A81001" })).organisation.standing;
    const statements = await asked(async () => {
      await curate(graph, "recordMembership", membership);
      expect(await standing()).toBe("MEMBER");
      await graph.refresh();
    });
    expect(statements).toContain("held organisations of codes");
    expect(statements).not.toContain("held codes");
    expect(await asked(async () => expect(await standing()).toBe("MEMBER"))).toEqual(["dataset"]);
  });

  it("is left as it is while an answer is made from it, however long that takes", async () => {
    const turns = new SlowTurns();
    const { graph, asServed } = await withSnapshotOf(engine, { turns });
    await graph.refresh();
    const snapshot = graph.snapshot();
    const { revision = 0, facts } = snapshot ?? {};
    const isSlow = turns.slowDown();
    const answer = ask(asServed, "{ pcts { totalCount } }");
    await isSlow;
    await curate(graph, "recordMembership", { ...membership, member: "A81002" });
    const refreshed = graph.refresh();
    await setTimeout(200);
    expect([snapshot?.revision, snapshot?.facts]).toEqual([revision, facts]);
    turns.goOn();
    expect((await answer).pcts.totalCount).toBeGreaterThan(0);
    await refreshed;
    expect(graph.snapshot()?.revision).toBeGreaterThan(revision);
  });

  it("is read anew after a change that the audit log does not keep in full", async () => {
    const { graph, asked } = await withSnapshotOf(engine);
    await graph.refresh();
    const many = Array.from({ length: 501 }, (_, index) =>
      organisation("PRACTICE", `N${10_000 + index}`, { opened: "2000-01-01" as never }),
    );
    await write(graph, { organisations: many });
    expect(await asked(() => graph.refresh())).toContain("held codes");
  });

  it("is none where the graph holds more facts than it may, which is told once", async () => {
    let told = 0;
    const { graph, asServed } = await withSnapshotOf(engine, { maxFacts: 1, onTooLarge: () => told++ });
    await graph.refresh();
    await graph.refresh();
    expect(told).toBe(1);
    expect((await ask(asServed, practice, { code: "A81001" })).organisation.code).toBe("A81001");
  });

  it("leaves reads to the graph while it cannot be read whole, and tries again", async () => {
    const failures: unknown[] = [];
    const { graph, asServed, asked, refuse } = await withSnapshotOf(engine, {
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
    const { graph, asked } = await withSnapshotOf(engine);
    const statements = await asked(async () => {
      const refreshed = graph.refresh();
      await graph.close();
      await refreshed;
    });
    expect(statements).toEqual(["dataset"]);
  });

  it("asks the graph nothing for as long as it may be behind, but after a write of its own", async () => {
    const { graph, asServed, asked } = await withSnapshotOf(engine, { maxStalenessMs: 600_000 });
    await graph.refresh();
    await ask(asServed, practice, { code: "A81001" });
    expect(await asked(() => ask(asServed, practice, { code: "A81001" }))).toEqual([]);
    await curate(graph, "recordMembership", membership);
    expect((await ask(asServed, practice, { code: "A81001" })).organisation.standing).toBe("MEMBER");
  });
};

describeOnEachEngine("A snapshot", suite, { snapshot: false });
