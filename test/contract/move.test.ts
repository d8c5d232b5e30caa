import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readOf, stateOf, totalsOfState } from "../../src/backup/read-graph.ts";
import { seedGraph } from "../../src/demonstration/seed-graph.ts";
import { verifyLog } from "../../src/graph/audit-log.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { auditHead } from "../../src/graph/statements/audit.ts";
import { parseExpiry } from "../../src/model/access-token.ts";
import { createAccessToken, listAccessTokens } from "../../src/server/identity/access-tokens.ts";
import { readSettings } from "../../src/server/settings.ts";
import { fillRichly } from "../backup/rich-graph.ts";
import { curator } from "../callers.ts";
import { runOn, stoppedAtProgress } from "../cli/in-process.ts";
import { describeOnEachEngine, type Engine, embeddedEngine } from "../engines.ts";
import { ownNeo4j } from "../neo4j/own.ts";
import { organisation, write } from "./small-graph.ts";

const cwd = mkdtempSync(join(tmpdir(), "commissioning-move-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const embedded = embeddedEngine();
const contentIn = async (graph: Graph) => {
  const state = await stateOf(readOf(graph));
  return state && totalsOfState(readOf(graph), state);
};
const move = (from: Graph, to: string, given: Parameters<typeof runOn>[2] = {}, ...flags: string[]) =>
  runOn(from, ["move", "--to", to, ...flags], { cwd, env: neo4jEnv(), ...given });

function neo4jEnv(): Record<string, string> {
  const address = ownNeo4j();
  return address ? { NEO4J_USER: address.user, NEO4J_PASSWORD: address.password } : {};
}

let files = 0;
/** An empty graph of an engine by the name that a user gives it, and that graph once something is in it. */
async function emptyPlace(engine: Engine): Promise<{ place: string; open: () => Promise<Graph> }> {
  if (engine.name === "neo4j") {
    const graph = await engine.empty();
    return { place: ownNeo4j()?.uri ?? "", open: async () => graph };
  }
  const place = `${files++}.grafeo`;
  const opened: Graph[] = [];
  afterAll(() => Promise.all(opened.map((graph) => graph.close())));
  return {
    place,
    async open() {
      const graph = await openEmbeddedGraph({ file: join(cwd, place), timeLimitMs: 30_000 });
      opened.push(graph);
      return graph;
    },
  };
}

describeOnEachEngine("move", (engine) => {
  it("there and back gives the same digest, and the same audit log", async () => {
    const graph = await embedded.empty();
    await seedGraph(graph, { factsOnly: true });
    const [before, head] = [await contentIn(graph), await graph.read(auditHead, {})];
    const { place, open } = await emptyPlace(engine);
    const there = await move(graph, place, {}, "--json");
    expect(there).toMatchObject({ exitCode: 0, err: "" });
    expect(JSON.parse(there.out)).toMatchObject({ from: before, to: { ...before, place }, replaced: null });
    const other = await open();
    expect(await contentIn(other)).toEqual(before);
    expect(await verifyLog(other)).toMatchObject({ problems: [], hash: head[0]?.hash });
    const back = await move(other, "back.grafeo", {}, "--json");
    expect(JSON.parse(back.out)).toMatchObject({ from: before, to: { ...before, place: "back.grafeo" } });
    const again = await openEmbeddedGraph({ file: join(cwd, "back.grafeo"), timeLimitMs: 30_000 });
    expect(await contentIn(again)).toEqual(before);
    expect(await again.read(auditHead, {})).toEqual(head);
    expect(await verifyLog(again)).toMatchObject({ problems: [] });
    await again.close();
    rmSync(join(cwd, "back.grafeo"));
    expect(await contentIn(graph)).toEqual(before);
  });

  it("prints both digests, and leaves the graph that it copies as it was", async () => {
    const graph = await fillRichly(await embedded.empty());
    const before = await contentIn(graph);
    const { place } = await emptyPlace(engine);
    const { exitCode, out } = await move(graph, place);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^organisation\s+7 {2}[0-9a-f]{16}\s+7 {2}[0-9a-f]{16}$/m);
    expect(out).toContain(
      `\nDigest of what was copied: ${before?.digest}\nDigest of the copy:        ${before?.digest}\n`,
    );
    expect(await contentIn(graph)).toEqual(before);
  });

  it("refuses a graph that is not empty; with --replace its log goes on with who replaced what, and tokens stay", async () => {
    const { place, open } = await emptyPlace(engine);
    const taken = await open();
    await write(taken, { organisations: [organisation("PCT", "5QQ")] });
    const expiresAt = parseExpiry("1h", new Date());
    await createAccessToken(taken, { name: "nightly", role: "reader", expiresAt, createdBy: "a test" });
    const [held, [was]] = [await contentIn(taken), await taken.read(auditHead, {})];
    if (engine.name === "embedded") await taken.close();
    const graph = await fillRichly(await embedded.empty());
    const refused = await move(graph, place);
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toMatch(/^The graph is not empty: it holds 1 organisations, at revision 1\./);
    const replaced = JSON.parse((await move(graph, place, {}, "--replace", "--json")).out);
    expect(replaced).toMatchObject({ revision: 3, to: { revision: 4, sequence: 4 }, replaced: was });
    expect(replaced.to.digest).toBe(replaced.from.digest);
    const now = engine.name === "embedded" ? await open() : taken;
    expect(await contentIn(now)).not.toEqual(held);
    expect(await verifyLog(now)).toMatchObject({ problems: [], records: 4, hash: replaced.to.hash });
    expect(await listAccessTokens(now)).toMatchObject([{ name: "nightly" }]);
    const log = await runOn(now, ["audit", "list", "--json", "--first", "1"]);
    expect(JSON.parse(log.out)).toMatchObject([
      { who: "tester", action: "RESTORE", reason: expect.stringContaining(`the hash ${was?.hash}`) },
    ]);
  });

  it("that is stopped leaves the other graph empty", async () => {
    const { place, open } = await emptyPlace(engine);
    const graph = await fillRichly(await embedded.empty());
    const { exitCode } = await move(graph, place, stoppedAtProgress());
    expect(exitCode).toBe(130);
    if (engine.name === "embedded") expect(existsSync(join(cwd, place))).toBe(false);
    else expect(await contentIn(await open())).toBeNull();
  });

  it.skipIf(engine.name !== "neo4j")(
    "has examples for Neo4j in its help, which run as printed, but for address and password",
    async () => {
      const address = ownNeo4j();
      if (!address) throw new Error("There is no Neo4j to test on");
      const graph = await fillRichly(await embedded.empty());
      const emptied = await engine.empty();
      const { out } = await runOn(graph, ["move", "--help"]);
      const examples = out.split("\n").filter((line) => line.includes("neo4j://localhost"));
      expect(examples).toHaveLength(2);
      const digests: string[] = [];
      for (const [at, example] of examples.entries()) {
        const words = example.replaceAll("neo4j://localhost:7687", address.uri).trim().split(" ");
        const start = words.indexOf("commissioning");
        const said = Object.fromEntries(words.slice(0, start).map((word) => word.split("=")));
        const env = { ...said, ...neo4jEnv() };
        const ran = await runOn(at === 0 ? graph : emptied, [...words.slice(start + 1), "--json"], {
          ...{ cwd, env, settings: () => readSettings({ GRAPH_FILE: ":memory:", ...env }) },
        });
        expect(ran).toMatchObject({ exitCode: 0, err: "" });
        const { from, to } = JSON.parse(ran.out);
        digests.push(from.digest, to.digest);
      }
      expect(new Set(digests).size).toBe(1);
    },
  );
});

it("refuses what is no other graph", async () => {
  const graph = await fillRichly(await embedded.empty());
  const settings = () => readSettings({ GRAPH_FILE: join(cwd, "own.grafeo") });
  const errorOf = async (to: string, given: Parameters<typeof runOn>[2] = {}) => {
    const { exitCode, err } = await move(graph, to, { settings, ...given });
    expect(exitCode).toBe(2);
    return err;
  };
  expect(await errorOf("./own.grafeo")).toMatch(/^\.\/own\.grafeo is the graph itself: expected another/);
  expect(await errorOf(":memory:")).toMatch(/^A graph in memory is gone when the command ends/);
  expect(await errorOf("http://localhost:7474")).toMatch(
    /^--to holds "http:\/\/localhost:7474": expected bolt:\/\/ or neo4j:\/\//,
  );
  expect(await errorOf("neo4j://127.0.0.1:1", { env: {} })).toMatch(
    /^NEO4J_PASSWORD is not set, but --to is/,
  );
  const env = { NEO4J_PASSWORD: "secret" };
  expect(await errorOf("bolt://127.0.0.1:1", { env })).toMatch(
    /^bolt:\/\/127\.0\.0\.1:1 cannot be reached, or refuses the user/,
  );
  expect(await errorOf("copy.grafeo", { caller: curator })).toMatch(
    /^Moving a graph needs the role "administrator"/,
  );
  const empty = await move(await embedded.empty(), "copy.grafeo");
  expect([empty.exitCode, empty.err]).toEqual([
    2,
    expect.stringMatching(/^The graph at :memory: holds nothing\. Fill it with/),
  ]);
  expect(existsSync(join(cwd, "copy.grafeo"))).toBe(false);
});
