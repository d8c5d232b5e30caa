import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { missingPrograms, run, runWell } from "./programs.ts";

/** The image, built and run without Docker, on a stand-in for its base where no registry of images is reached. */

const root = join(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "image-"));
const base = "localhost/stand-in-node:22";
const image = "localhost/commissioning-graph:test";
const missing = missingPrograms("buildah", "podman", "runc", "mmdebstrap");

describe.skipIf(missing)("The image", () => {
  let port: number;
  let container: ChildProcess;
  const name = "commissioning-graph-test";
  const context = join(work, "context");
  const data = join(work, "data");

  beforeAll(async () => {
    if ((await run("buildah", ["inspect", "--type", "image", base])).status !== 0)
      await runWell("bash", [join(import.meta.dirname, "base-image.sh"), base]);
    await copyContext(context);
    await build(context);
    // Its user is no other's here.
    mkdirSync(data);
    chmodSync(data, 0o777);
    port = await freePort();
    container = await start({ name, port, data });
  }, 900_000);

  afterAll(async () => {
    if (!missing) await run("podman", ["rm", "--force", name]);
    rmSync(work, { recursive: true, force: true });
  });

  test("runs with a disk that is only read, without any capability, and answers", async () => {
    const query = '{ pct(code: "5PP") { name } dataset { synthetic } }';
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({
      data: { pct: { name: "Cambridgeshire PCT" }, dataset: { synthetic: true } },
    });
  });

  test("its health check is true of a server that is ready, and false of none", async () => {
    const { Docker } = JSON.parse(await runWell("buildah", ["inspect", "--type", "image", image]));
    const [, ...check] = Docker.config.Healthcheck.Test as string[];
    const exec = ["--runtime", "runc", "exec"];
    expect((await run("podman", [...exec, name, ...check])).status).toBe(0);
    expect((await run("podman", [...exec, "--env", "PORT=1", name, ...check])).status).not.toBe(0);
  });

  test("lists what it is made of, and holds no tools of the build", async () => {
    const inside = (...command: string[]) =>
      runWell("podman", ["--runtime", "runc", "exec", name, ...command]);
    const bill = JSON.parse(await inside("cat", "/app/sbom.cdx.json"));
    const components = bill.components.map((component: { name: string }) => component.name);
    expect(components).toContain("fastify");
    expect(components).not.toContain("typescript");
    const modules = (await inside("ls", "/app/node_modules")).split("\n");
    expect(modules).toContain("fastify");
    expect(modules).not.toContain("typescript");
    expect(await inside("node", "--version")).toMatch(/^v22\./);
  });

  test("ends with 0 on SIGTERM, and its graph is whole", async () => {
    const ended = new Promise((resolve) => container.once("close", resolve));
    await runWell("podman", ["--runtime", "runc", "stop", "--time", "30", name]);
    expect(await ended).toBe(0);
    const verify = ["node", "dist/cli/main.js", "audit", "verify"];
    const { status, output } = await run("podman", [...runArguments(data), image, ...verify]);
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringContaining("are as they were written"),
    });
  });

  test("where a source changes, the layer of what it depends on stays", async () => {
    // Another one each time, since layers are kept from run to run.
    appendFileSync(join(context, "src/cli/main.ts"), `\n// ${randomUUID()}\n`);
    const output = await build(context);
    const steps = output.split(/^(?=\[\d\/\d\] STEP|STEP)/m);
    const installing = steps.filter((step) => /RUN npm ci/.test(step));
    expect(installing.length).toBe(2);
    for (const step of installing) expect(step).toContain("Using cache");
    expect(steps.find((step) => /RUN npm run build/.test(step))).not.toContain("Using cache");
  }, 600_000);
});

/** What `docker build` is given: all that git knows. */
async function copyContext(to: string): Promise<void> {
  const files = (await runWell("git", ["ls-files", "-z"], { cwd: root })).split("\0").filter(Boolean);
  for (const file of files) cpSync(join(root, file), join(to, file));
}

/** Without the namespaces that a machine in a machine may not have. */
const build = (context: string): Promise<string> =>
  runWell("buildah", [
    ...["build", "--isolation", "chroot", "--network", "host", "--format", "docker", "--layers"],
    ...["--build-arg", `BASE=${base}`, "--tag", image, context],
  ]);

const runArguments = (data: string): string[] => [
  ...["--runtime", "runc", "run", "--rm", "--network", "host", "--no-healthcheck"],
  // A process may lower its limits, not raise them.
  ...["--ulimit", "nofile=1000:1000", "--ulimit", "nproc=1000:1000"],
  ...["--read-only", "--cap-drop", "all", "--volume", `${data}:/data`],
];

async function start({ name, port, data }: { name: string; port: number; data: string }) {
  const options = ["--name", name, "--env", `PORT=${port}`];
  const child = spawn("podman", [...runArguments(data), ...options, image], { stdio: "inherit" });
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`The container ended with ${child.exitCode}.`);
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    },
    { timeout: 120_000, interval: 500 },
  );
  return child;
}
