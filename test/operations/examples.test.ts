import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { application } from "../../src/cli/application.ts";
import { settingNames } from "../../src/server/settings.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { demonstrationFile } from "../demonstration.ts";
import { installedPython, missingPython } from "../python.ts";
import { demonstrationSettings } from "../server/serving.ts";
import { freePort } from "./free-port.ts";
import { missingPrograms, run, runWell } from "./programs.ts";

/** What stands in examples/operations, each tried by the program that will read it. */

const root = join(import.meta.dirname, "../..");
const examples = join(root, "examples/operations");
const work = mkdtempSync(join(tmpdir(), "operations-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const example = (name: string): string => readFileSync(join(examples, name), "utf8");

test("Every setting that an example gives is one that the program reads", () => {
  const service = example("systemd/commissioning-graph.service").match(/^Environment=(.*)$/m)?.[1] ?? "";
  const units = service.split(" ").map((pair) => pair.split("=")[0]);
  const manifest = example("kubernetes/commissioning-graph.yaml");
  const named = [...manifest.matchAll(/- \{ name: ([A-Z_]+), value/g)].map(([, name]) => name);
  const compose = readFileSync(join(root, "docker-compose.yml"), "utf8");
  const api = compose.slice(compose.indexOf("  api:"), compose.indexOf("\nvolumes:"));
  const composed = [...api.matchAll(/^ {6}([A-Z0-9_]+):/gm)].map(([, name]) => name);
  expect([units.length, named.length, composed.length]).toEqual([4, 6, expect.any(Number)]);
  // What libraries read themselves, OpenTelemetry's by its own names.
  const isOfLibrary = (name: string) => name === "NODE_ENV" || name.startsWith("OTEL_");
  const unknown = [...units, ...named, ...composed].filter(
    (name = "") => !settingNames.includes(name) && !isOfLibrary(name),
  );
  expect(unknown).toEqual([]);
});

describe.skipIf(missingPrograms("systemd-analyze"))("The units of systemd", () => {
  test("are read without a word", async () => {
    const units = join(work, "units");
    cpSync(join(examples, "systemd"), units, { recursive: true });
    const backup = join(units, "commissioning-backup.service");
    // It is looked for where it will be.
    const here = example("systemd/commissioning-backup.service").replace(
      "/usr/local/bin/commissioning-backup",
      join(examples, "commissioning-backup"),
    );
    writeFileSync(backup, here);
    const files = readdirSync(units).map((name) => join(units, name));
    expect(files.length).toBe(3);
    expect(await run("systemd-analyze", ["verify", ...files])).toEqual({ status: 0, output: "" });
  });
});

describe.skipIf(missingPython)("The manifests of Kubernetes", () => {
  test("are what their schemas say, and hold no unknown field", async () => {
    const python = await installedPython(join(import.meta.dirname, "requirements.txt"), "operations");
    const validator = join(python, "../kubernetes-validate");
    const manifest = join(examples, "kubernetes/commissioning-graph.yaml");
    const { status, output } = await run(validator, ["--strict", manifest]);
    expect({ status, passed: output.match(/ passed for /g)?.length }).toEqual({ status: 0, passed: 3 });
    // It finds something where there is something.
    const wrong = join(work, "wrong.yaml");
    writeFileSync(
      wrong,
      example("kubernetes/commissioning-graph.yaml").replace("replicas: 1", "replicass: 1"),
    );
    expect((await run(validator, ["--strict", wrong])).status).not.toBe(0);
  });
});

describe.skipIf(missingPrograms("nginx", "openssl", "curl"))("nginx in front of the server", () => {
  let server: RunningServer;
  let nginx: ReturnType<typeof spawn>;
  let [https, http] = [0, 0];

  beforeAll(async () => {
    [https, http] = [await freePort(), await freePort()];
    const settings = {
      ...{ PUBLIC_URL: "https://commissioning.example.org", TRUST_PROXY: "loopback" },
      RATE_LIMIT_ADDRESS: "100000",
    };
    server = await startServer(demonstrationSettings(settings), application);
    nginx = await startNginx(Number(new URL(server.url).port), https, http);
    await vi.waitFor(() => ask("/livez"), { timeout: 20_000, interval: 200 });
  });
  afterAll(async () => {
    nginx?.kill("SIGQUIT");
    await server?.stop();
  });

  const ask = (path: string, ...more: string[]): Promise<string> =>
    runWell("curl", [
      ...["--silent", "--show-error", "--fail-with-body", "--insecure", "--max-time", "20"],
      ...["--resolve", `commissioning.example.org:${https}:127.0.0.1`, ...more],
      `https://commissioning.example.org:${https}${path}`,
    ]);

  test("passes questions on, and tells the server who asked, whatever a client claims", async () => {
    const question = JSON.stringify({ query: '{ pct(code: "5PP") { name } }' });
    const claim = ["--header", "X-Forwarded-For: 203.0.113.9", "--include"];
    const answer = await ask("/graphql", "--json", question, ...claim);
    expect(answer).toContain("Cambridgeshire");
    expect(answer).toMatch(/strict-transport-security/i);
    // Both came from one address, so that the second has what the first left over.
    const remaining = (text: string) =>
      Number(/ratelimit-remaining: (\d+)/i.exec(text)?.[1] ?? text.match(/;r=(\d+)/)?.[1]);
    const again = await ask(
      "/graphql",
      "--json",
      question.replace("5PP", "5QD"),
      "--header",
      "X-Forwarded-For: 203.0.113.10",
      "--include",
    );
    expect(remaining(again)).toBeLessThan(remaining(answer));
  });

  test("sends what is asked in the clear to the name with TLS", async () => {
    const { output } = await run("curl", [
      "--silent",
      "--include",
      "--header",
      "Host: commissioning.example.org",
      `http://127.0.0.1:${http}/x?y=1`,
    ]);
    expect(output).toMatch(/301/);
    expect(output).toContain("https://commissioning.example.org/x?y=1");
  });
});

/** nginx with the example, on ports that are free and with a certificate of its own. */
async function startNginx(upstream: number, https: number, http: number) {
  const folder = join(work, "nginx");
  mkdirSync(folder);
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  await runWell("openssl", [
    ...[
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      "-subj",
      "/CN=commissioning.example.org",
    ],
    ...["-keyout", key, "-out", certificate],
  ]);
  const site = example("nginx/commissioning-graph.conf")
    .replace("127.0.0.1:4000", `127.0.0.1:${upstream}`)
    .replace("listen 443", `listen 127.0.0.1:${https}`)
    .replace("listen 80", `listen 127.0.0.1:${http}`)
    .replace("/etc/ssl/commissioning.example.org.crt", certificate)
    .replace("/etc/ssl/private/commissioning.example.org.key", key);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  const configuration = join(folder, "nginx.conf");
  writeFileSync(
    configuration,
    `daemon off; pid ${join(folder, "pid")}; error_log stderr; events {} http { access_log off; ${paths.join(" ")}\n${site}\n}`,
  );
  const options = ["-c", configuration, "-e", "stderr"];
  await runWell("nginx", ["-t", ...options]);
  return spawn("nginx", options, { stdio: "inherit" });
}

describe("The backup schedule", () => {
  const bin = join(work, "bin");
  const backups = join(work, "backups");
  beforeAll(() => {
    mkdirSync(bin);
    const program = `#!/bin/sh\nexec node ${join(root, "dist/cli/main.js")} "$@"\n`;
    writeFileSync(join(bin, "commissioning"), program, { mode: 0o755 });
  });
  const backUp = (env: Record<string, string>) =>
    run(join(examples, "commissioning-backup"), [], {
      env: { PATH: `${bin}:${process.env.PATH}`, BACKUPS: backups, KEEP: "2", ...env },
    });

  test("writes one that was restored, and keeps the newest", async () => {
    const GRAPH_FILE = demonstrationFile();
    mkdirSync(backups);
    const older = ["20110401T000000Z", "20110402T000000Z"].map((at) => `commissioning-${at}.backup.jsonl.gz`);
    for (const name of [...older, "of-mine.txt"]) writeFileSync(join(backups, name), "");
    const { status, output } = await backUp({ GRAPH_FILE });
    expect(output).toMatch(/was restored: .*reads back the same/);
    expect(output).toContain("records are as they were written");
    expect(status).toBe(0);
    const left = readdirSync(backups);
    expect(left).toContain("of-mine.txt");
    expect(left).not.toContain(older[0]);
    expect(left.length).toBe(3);
  });

  test("fails where there is no graph, and takes nothing away", async () => {
    const before = readdirSync(backups);
    const { status, output } = await backUp({ GRAPH_FILE: join(work, "none.grafeo") });
    expect({ status, output }).toEqual({
      status: 2,
      output: expect.stringContaining("there is no graph at"),
    });
    expect(readdirSync(backups)).toEqual(before);
  });
});
