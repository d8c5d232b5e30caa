import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { ask, demonstrationSettings } from "../server/serving.ts";
import { dashboardQueries } from "./dashboard.ts";
import { freePort } from "./free-port.ts";

/** Of https://prometheus.io; Debian's package `prometheus` has both. */
const [prometheusProgram, promtool] = ["prometheus", "promtool"];

let server: RunningServer;
let prometheus: Awaited<ReturnType<typeof startPrometheus>>;

beforeAll(async () => {
  const limits = { RATE_LIMIT_ADDRESS: "100000" };
  server = await startServer(demonstrationSettings({ METRICS_PORT: "0", ...limits }), application);
  prometheus = await startPrometheus(new URL(String(server.metricsUrl)).host);
});

afterAll(async () => {
  await prometheus?.stop();
  await server?.stop();
});

test("promtool finds nothing wrong with the names, types and words of the metrics", async () => {
  await traffic();
  const input = await (await fetch(`${server.metricsUrl}/metrics`)).text();
  const { status, stdout, stderr, error } = spawnSync(promtool, ["check", "metrics"], {
    input,
    encoding: "utf8",
  });
  expect(error).toBeUndefined();
  // Those of the process have names of prom-client's choice.
  const ours = `${stdout}${stderr}`.split("\n").filter((line) => line.includes("commissioning_"));
  expect(ours).toEqual([]);
  // 3 is "something to say"; 1 is that it cannot be read.
  expect([0, 3]).toContain(status);
});

test("a Prometheus scrapes them, and every query of the dashboard is answered by what it scraped", async () => {
  await vi.waitFor(async () => expect(await prometheus.value("up")).toEqual(["1"]), scraping);
  expect(await prometheus.value("commissioning_ready")).toEqual(["1"]);
  const scrapes = Number((await prometheus.value("count_over_time(up[1h])"))[0]);
  await vi.waitFor(async () => {
    await traffic();
    const [now] = await prometheus.value("count_over_time(up[1h])");
    expect(Number(now)).toBeGreaterThan(scrapes + 2);
    expect((await prometheus.value("rate(commissioning_rate_limited_total[1m])")).length).toBe(1);
  }, scraping);
  const unanswered: string[] = [];
  for (const { title, query } of dashboardQueries()) {
    const values = await prometheus.value(query);
    if (values.length === 0) unanswered.push(title);
  }
  // No statement failed.
  expect(unanswered).toEqual(["Rows, and statements that failed"]);
});

const scraping = { timeout: 60_000, interval: 500 };

async function traffic(): Promise<void> {
  await ask(server, "query Areas { pcts(first: 3) { nodes { code sha { code } } } }");
  for (let times = 0; times < 10; times++)
    await ask(server, 'query Search { search(text: "Cambridge", first: 1) { organisation { code } } }');
}

async function startPrometheus(target: string) {
  const folder = mkdtempSync(join(tmpdir(), "prometheus-"));
  const config = {
    global: { scrape_interval: "1s" },
    scrape_configs: [{ job_name: "commissioning-graph", static_configs: [{ targets: [target] }] }],
  };
  // JSON is YAML.
  writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(config));
  const port = await freePort();
  const child = spawn(
    prometheusProgram,
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve());
  });
  // Its absence is told by the first test that asks it.
  ended.catch(() => {});
  return {
    async value(query: string): Promise<string[]> {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query })}`);
      const body = (await answer.json()) as {
        status: string;
        error?: string;
        data: { result: { value: [number, string] }[] };
      };
      if (body.status !== "success") throw new Error(`${query}: ${body.error}`);
      return body.data.result.map(({ value: [, held] }) => held);
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
