import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { boundedNames } from "../../src/server/observing/bounded-names.ts";
import { startServer } from "../../src/server/start-server.ts";
import { dashboardMetrics } from "../operations/dashboard.ts";
import { readPrometheusText, scrape, sumOf } from "./prometheus-text.ts";
import { ask, demonstrationSettings, serveTiny, stoppedAtEnd } from "./serving.ts";

const server = stoppedAtEnd(await startServer(demonstrationSettings({ METRICS_PORT: "0" }), application));
const now = () => scrape(server.metricsUrl);

test("requests, operations and statements are counted, with how long they took", async () => {
  const query =
    'query Areas { shas { nodes { code } } search(text: "Cambridge", first: 1) { organisation { code } } }';
  for (let times = 0; times < 12; times++) await ask(server, query);
  await ask(server, "query Areas { nonsense }");
  await ask(server, '{ practices(first: 1, asOf: "2011") { totalCount } }');
  const samples = await now();
  const total = "commissioning_graphql_operations_total";
  expect(sumOf(samples, total, { operation: "Areas", code: "OK", type: "query" })).toBe(3);
  expect(sumOf(samples, total, { operation: "other", code: "OK", type: "query" })).toBe(9);
  expect(sumOf(samples, total, { code: "GRAPHQL_VALIDATION_FAILED", type: "none" })).toBe(1);
  expect(sumOf(samples, total, { operation: "anonymous", code: "BAD_USER_INPUT" })).toBe(1);
  expect(sumOf(samples, "commissioning_graphql_operation_duration_seconds_count")).toBe(14);
  const requests = "commissioning_http_requests_total";
  expect(
    sumOf(samples, requests, { route: "/graphql", method: "POST", status: "200" }),
  ).toBeGreaterThanOrEqual(12);
  const statements = "commissioning_statements_total";
  expect(sumOf(samples, statements, { from: "engine" })).toBeGreaterThan(0);
  const durations = "commissioning_statement_duration_seconds";
  expect(sumOf(samples, `${durations}_count`)).toBe(sumOf(samples, statements));
  expect(sumOf(samples, `${durations}_bucket`, { le: "+Inf" })).toBe(sumOf(samples, statements));
});

test("the state of graph, snapshot, queue and process is told as it is", async () => {
  const made = { timeout: 60_000, interval: 100 };
  await expect.poll(async () => sumOf(await now(), "commissioning_snapshot_revision"), made).toBeDefined();
  const samples = await now();
  const value = (name: string, labels = {}) => sumOf(samples, name, labels);
  const { data } = (await ask(server, "{ dataset { revision } }")).body;
  expect(data).toEqual({ dataset: { revision: value("commissioning_graph_revision") } });
  expect(value("commissioning_snapshot_behind_revisions")).toBe(0);
  expect(value("commissioning_snapshot_facts")).toBeGreaterThan(10_000);
  expect(value("commissioning_ready")).toBe(1);
  expect(samples.find(({ name }) => name === "commissioning_engine_info")?.labels.engine).toMatch(
    /^embedded/,
  );
  expect(value("commissioning_admission_running", { lane: "requests" })).toBe(0);
  expect(value("commissioning_admission_waiting", { lane: "heavy" })).toBe(0);
  expect(value("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
  expect(value("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThanOrEqual(0);
  await ask(server, "query Snapshotted { pcts(first: 3) { nodes { code sha { code } } } }");
  expect(sumOf(await now(), "commissioning_statements_total", { from: "snapshot" })).toBeGreaterThan(0);
});

test("the dashboard asks for metrics that are there", async () => {
  const there = new Set((await now()).map(({ name }) => name));
  // One that nothing was refused by has no sample yet.
  there.add("commissioning_rate_limited_total").add("commissioning_statement_failures_total");
  const asked = dashboardMetrics();
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => !there.has(name))).toEqual([]);
});

test("docs/observing.md tells of each metric that is ours, with its labels, and of no other", async () => {
  const text = await (await fetch(`${server.metricsUrl}/metrics`)).text();
  const ours = [...text.matchAll(/^# TYPE (commissioning_\w+) /gm)].map(([, name]) => name);
  const page = readFileSync("docs/observing.md", "utf8");
  const rows = [...page.matchAll(/^\| (`commissioning_.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(rows.sort()).toEqual(ours.sort());
  const labels = new Set(
    readPrometheusText(text)
      .filter(({ name }) => name.startsWith("commissioning_"))
      .flatMap((sample) => Object.keys(sample.labels)),
  );
  for (const label of labels) if (label !== "le") expect(page).toContain(`\`${label}\``);
});

test("metrics are on a port of their own alone, and nothing else is there", async () => {
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  for (const path of ["/", "/graphql", "/metricsx"])
    expect((await fetch(`${server.metricsUrl}${path}`)).status).toBe(404);
  expect((await fetch(`${server.metricsUrl}/metrics`, { method: "POST" })).status).toBe(404);
  expect((await serveTiny()).metricsUrl).toBeUndefined();
});

test("what is refused is counted by what its client is known by, and a server that stops is not ready", async () => {
  const tiny = await serveTiny({ METRICS_PORT: "0", RATE_LIMIT_ADDRESS: "500", DRAIN_MS: "1000" });
  await ask(tiny, "{ hello }");
  await ask(tiny, "{ hello }");
  const samples = await scrape(tiny.metricsUrl);
  expect(sumOf(samples, "commissioning_rate_limited_total", { by: "address" })).toBe(1);
  expect(sumOf(samples, "commissioning_http_requests_total", { status: "429" })).toBe(1);
  const stopped = tiny.stop();
  expect(sumOf(await scrape(tiny.metricsUrl), "commissioning_ready")).toBe(0);
  await stopped;
});

test("names that strangers choose become a bounded number of labels, and only those that come again", () => {
  const label = boundedNames({ names: 3, length: 8, times: 2 });
  const labels = new Set<string>();
  for (let name = 0; name < 100_000; name++) labels.add(label(`once${name}`));
  expect([...labels]).toEqual(["other"]);
  expect([label("a"), label("a"), label("a")]).toEqual(["other", "a", "a"]);
  for (let times = 0; times < 5; times++) for (let name = 0; name < 50; name++) labels.add(label(`n${name}`));
  expect(labels.size).toBe(3);
  expect(label("a")).toBe("a");
  expect([label("longer than that"), label("longer than that")]).toEqual(["other", "other"]);
});
