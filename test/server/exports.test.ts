import { createHash } from "node:crypto";
import { request } from "node:http";
import { readXlsx } from "hucre/xlsx";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { acquireWriteLock, nextInstant, record } from "../../src/graph/recorder.ts";
import { describeDataset } from "../../src/graph/statements/recording.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { author } from "../callers.ts";
import { runOn } from "../cli/in-process.ts";
import { organisation, source } from "../contract/small-graph.ts";
import { ask, demonstrationSettings } from "./serving.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(demonstrationSettings(), application);
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${server.url}/export/${path}`, { headers, method });
const linesOf = async (path: string) => (await (await get(path)).text()).trimEnd().split(/\r?\n/);

test("each file is served to be saved under its name, with its type", async () => {
  const expected = {
    "nodes.csv": /^text\/csv/,
    "edges.csv": /^text\/csv/,
    "figures.csv": /^text\/csv/,
    "graph.jsonl": /^application\/jsonl/,
    "graph.graphml": /^application\/graphml\+xml/,
    "graph.gexf": /^application\/gexf\+xml/,
    "nodes.parquet": /^application\/vnd\.apache\.parquet/,
    "nodes.xlsx": /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet/,
    "orphans.xlsx": /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet/,
  };
  for (const [name, type] of Object.entries(expected)) {
    const response = await get(`${name}?within=5PP`);
    expect([name, response.status]).toEqual([name, 200]);
    expect(response.headers.get("content-type")).toMatch(type);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="2011-04-01-${name}"`);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(500);
  }
});

test("a part, a day and an instant are served as they were asked for", async () => {
  const practices = await linesOf("nodes.csv?within=5PP&kinds=PRACTICE&asOf=2012-01-31");
  const { body } = await ask(
    server,
    '{ practices(where: { pct: { code: { eq: "5PP" } } }, asOf: "2012-01-31") { totalCount } }',
  );
  expect(body.data).toEqual({ practices: { totalCount: practices.length - 1 } });
  const outside = async (knownAt: string) =>
    (await linesOf(`edges.csv?knownAt=${knownAt}`)).filter((line) => line.includes(",OUTSIDE,")).length;
  // Twelve were corrected on 20 April 2011.
  expect((await outside("2011-04-10T00:00:00Z")) - (await outside("2030-01-01T00:00:00Z"))).toBe(12);
});

test("Parquet arrives whole", async () => {
  const file = await (await get("figures.parquet")).arrayBuffer();
  expect(await parquetReadObjects({ file })).toHaveLength((await linesOf("figures.csv")).length - 1);
});

test("what the client holds already is not sent again, until the graph changes", async () => {
  const first = await get("nodes.csv?within=5PP");
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
  const again = await get("nodes.csv?within=5PP", { "if-none-match": `"other", ${etag}` });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await get("nodes.csv?within=5PN", { "if-none-match": etag })).status).toBe(200);
  const { revision } = JSON.parse((await linesOf("graph.jsonl?within=5PP"))[0] ?? "") as { revision: number };
  await server.graph.write(async (transaction) =>
    record(
      transaction,
      { sources: [source], organisations: [organisation("PCT", "5ZY")] },
      nextInstant(await acquireWriteLock(transaction)),
      author,
    ),
  );
  const changed = await get("nodes.csv?within=5PP", { "if-none-match": etag });
  expect([changed.status, changed.headers.get("etag") === etag]).toEqual([200, false]);
  const feed = (await linesOf(`changes.jsonl?since=${revision}`)).map((line) => JSON.parse(line));
  expect(feed).toMatchObject([
    { type: "changes", since: revision, revision: revision + 1 },
    { type: "organisation", change: "recorded", revision: revision + 1, code: "5ZY" },
    { type: "source", code: "TEST" },
    { type: "end", revision: revision + 1 },
  ]);
});

test("HEAD tells of a download without its content", async () => {
  const response = await get("graph.gexf", {}, "HEAD");
  expect([response.status, await response.text()]).toEqual([200, ""]);
  expect(response.headers.get("etag")).toMatch(/^W\//);
});

test("the package tells where the tables lie, and what they hold, to the byte", async () => {
  const response = await get("datapackage.json?within=Q38&scope=believed");
  const described = (await response.json()) as {
    resources: { path: string; bytes: number; hash: string; rows: number }[];
  };
  expect(described).toMatchObject({ within: "Q38", scope: "believed" });
  for (const { path, bytes, hash, rows } of described.resources) {
    const content = Buffer.from(await (await get(path)).arrayBuffer());
    expect(content.length).toBe(bytes);
    expect(`sha256:${createHash("sha256").update(content).digest("hex")}`).toBe(hash);
    expect(rows).toBeGreaterThan(20);
  }
});

test("orphans.csv has those of the area, and of the standing that was asked for", async () => {
  const { body } = await ask(
    server,
    '{ orphanedPractices(within: "Q38") { totalCount } outside: orphanedPractices(within: "Q38", standing: [OUTSIDE]) { totalCount } }',
  );
  const [all, outside] = [
    await linesOf("orphans.csv?within=Q38"),
    await linesOf("orphans.csv?within=q38&standing=outside"),
  ];
  expect(body.data).toEqual({
    orphanedPractices: { totalCount: all.length - 1 },
    outside: { totalCount: outside.length - 1 },
  });
});

test("orphans.xlsx has the rows of orphans.csv, and is what the command line writes", async () => {
  const day = "within=Q38&asOf=2012-01-31";
  const bytes = Buffer.from(await (await get(`orphans.xlsx?${day}`)).arrayBuffer());
  const { out } = await runOn(server.graph, [..."orphans --within Q38 --as-of 2012-01-31 --xlsx".split(" ")]);
  expect(out).toBe(bytes.toString());
  const codes = (await readXlsx(bytes)).sheets[0]?.rows.map(([code]) => code);
  const lines = (await linesOf(`orphans.csv?${day}`)).slice(1).map((line) => line.split(",", 1)[0]);
  expect(codes).toEqual(["code", ...lines]);
  expect(lines.length).toBeGreaterThan(5);
});

test("orphans.csv is what the command line prints", async () => {
  const { out } = await runOn(server.graph, ["orphans", "--within", "Q38", "--as-of", "2012-01-31", "--csv"]);
  const bytes = await (await get("orphans.csv?within=Q38&asOf=2012-01-31")).arrayBuffer();
  expect(Buffer.from(bytes).toString()).toBe(out);
});

test.each([
  ["nodes.csv?asof=2011-04-01", 400, '"asof" is no parameter of /export/nodes.csv: expected some of asOf, '],
  ["nodes.csv?asOf=2011-13-01", 400, '"2011-13-01" is not a date: expected a day that exists'],
  [
    "nodes.csv?asOf=2011-04-01&asOf=2011-04-02",
    400,
    "asOf is given 2 times: expected it once, such as asOf=",
  ],
  ["graph.gexf?scope=all", 400, '"all" is not a scope: expected one of day, believed, recorded.'],
  ["edges.csv?kinds=GP", 400, '"GP" is not a kind of organisation: expected some of PRACTICE, '],
  ["edges.parquet?within=5ZZ", 404, 'within: there is no organisation "5ZZ": expected'],
  ["datapackage.json?within=5ZZ", 404, 'within: there is no organisation "5ZZ": expected'],
  ["orphans.csv?within=5ZZ", 404, 'within: there is no organisation "5ZZ" in the graph: expected'],
  ["orphans.csv?standing=LOST", 400, 'standing: "LOST" is not a standing: expected some of MEMBER, '],
  [
    "changes.jsonl",
    400,
    "since: nothing is given: expected the revision that a mirror is at, such as since=12",
  ],
  ["changes.jsonl?since=-1", 400, 'since: "-1" is not a revision: expected'],
  ["changes.jsonl?since=999", 400, "since: the graph has no revision 999: expected the revision"],
])("%s is refused in words, before a byte of it", async (path, status, message) => {
  const response = await get(path);
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  expect(response.headers.get("content-disposition")).toBeNull();
  const { errors } = (await response.json()) as { errors: { message: string }[] };
  expect(errors[0]?.message).toContain(message);
  expect(response.status).toBe(status);
});

test("a download is read from the graph no faster than its client takes it", async () => {
  let statements = 0;
  const { graph } = server;
  const read = graph.read.bind(graph);
  graph.read = (...given) => {
    statements++;
    return read(...given);
  };
  await new Promise<void>((resolve, reject) => {
    const asked = request(`${server.url}/export/graph.gexf?scope=recorded`, (response) => {
      response.once("readable", () => {
        // What fits into the buffers on the way has been read; the rest waits.
        setTimeout(() => {
          asked.destroy();
          resolve();
        }, 1_500);
      });
    });
    asked.on("error", reject).end();
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const taken = statements;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(taken).toBeGreaterThan(2);
  expect(statements - taken).toBeLessThanOrEqual(1);
  statements = 0;
  await get("graph.gexf?scope=recorded").then((response) => response.text());
  graph.read = read;
  // The system's own buffers hold some megabytes of the thirteen.
  expect(taken).toBeLessThan(statements);
});

test("a download that the graph breaks off is not taken for the whole", async () => {
  const { graph } = server;
  const read = graph.read.bind(graph);
  let left = 20;
  graph.read = (...given) => (left-- > 0 ? read(...given) : Promise.reject(new Error("broken")));
  const broken = get("graph.graphml").then((response) => response.text());
  await expect(broken).rejects.toThrow();
  graph.read = read;
});

test("whoever may not read may not export", async () => {
  const closed = await startServer(demonstrationSettings({ REQUIRE_AUTH: "read" }), application);
  const paths = ["nodes.csv", "orphans.csv", "changes.jsonl?since=0", "datapackage.json"];
  const answers = await Promise.all(paths.map((path) => fetch(`${closed.url}/export/${path}`)));
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  await closed.stop();
});

test("the day of a question that names none is the dataset's, also after another dataset took its place", async () => {
  const own = await startServer(demonstrationSettings(), application);
  const referenceDate = "2012-05-06";
  await own.graph.write((transaction) => transaction.run(describeDataset, { properties: { referenceDate } }));
  const { body } = await ask(own, "{ dataset { referenceDate } }");
  const { headers } = await fetch(`${own.url}/export/nodes.csv?within=5PP`);
  await own.stop();
  expect(body.data).toEqual({ dataset: { referenceDate } });
  expect(headers.get("content-disposition")).toContain(`${referenceDate}-nodes.csv`);
});
