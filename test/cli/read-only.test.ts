import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { parseExpiry } from "../../src/model/access-token.ts";
import { createAccessToken } from "../../src/server/identity/access-tokens.ts";
import { startServer } from "../../src/server/start-server.ts";
import { demonstrationFile } from "../demonstration.ts";
import { ask, post, testSettings } from "../server/serving.ts";
import { readyUrl, run } from "./running.ts";

/** The demonstration in a folder in which nobody but root may write. */
function readOnlyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
  const file = join(folder, "england.grafeo");
  copyFileSync(demonstrationFile(), file);
  chmodSync(file, 0o444);
  chmodSync(folder, 0o555);
  return file;
}

/** All that lies in the folder of a file, with when it was changed. */
const filesBeside = (file: string) =>
  readdirSync(join(file, "..")).map((name) => [name, statSync(join(file, "..", name)).mtimeMs]);

/** Root may write everywhere, unless it may no more than others. */
const unprivileged = process.getuid?.() === 0 ? ["setpriv", "--bounding-set=-all"] : [];

test("two processes at once serve a graph where they may not write, and neither writes", async () => {
  const GRAPH_FILE = readOnlyFolder();
  const before = filesBeside(GRAPH_FILE);
  const env = { GRAPH_FILE, GRAPH_READ_ONLY: "1", PORT: "0" };
  const servers = [run(["serve"], env, unprivileged), run(["serve"], env, unprivileged)];
  const writable = run(["audit", "verify"], { GRAPH_FILE }, unprivileged);
  const answers = await Promise.all(
    servers.map(async (server) => {
      const url = await readyUrl(server);
      expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: "ready", readOnly: true });
      return (await ask({ url }, "{ organisations }")).body.data;
    }),
  );
  expect(answers).toEqual([{ organisations: 9_103 }, { organisations: 9_103 }]);
  // Without the setting it says which setting there is.
  expect(await writable.exitCode).toBe(2);
  expect(writable.said.err).toMatch(
    /^GRAPH_FILE=\S+england.grafeo cannot be opened: this user may not write \S+england.grafeo\. Nothing of the graph is lost: set GRAPH_READ_ONLY=1/,
  );
  for (const { child } of servers) child.kill("SIGTERM");
  expect(await Promise.all(servers.map(({ exitCode }) => exitCode))).toEqual([0, 0]);
  expect(servers.map(({ said }) => said.err)).toEqual(["", ""]);
  expect(filesBeside(GRAPH_FILE)).toEqual(before);
});

test("a graph that is only read refuses changes with a sentence, and its file stays as it is", async () => {
  const GRAPH_FILE = demonstrationFile();
  const graph = await openEmbeddedGraph({ file: GRAPH_FILE, timeLimitMs: 10_000 });
  const expiresAt = parseExpiry("1d", new Date());
  const { text } = await createAccessToken(graph, {
    ...{ name: "Jane", role: "curator", createdBy: "a test", expiresAt },
  });
  await graph.close();
  const before = readFileSync(GRAPH_FILE);
  const server = await startServer(testSettings({ GRAPH_FILE, GRAPH_READ_ONLY: "1" }), application);
  const mutation = `mutation { endFact(input: { factId: "0123456789abcdef0123", validTo: "2011-04-01", reason: "To try it.",
    source: { code: "A1" } }) { __typename } }`;
  const { body } = await post(server, JSON.stringify({ query: mutation }), {
    "content-type": "application/json",
    authorization: `Bearer ${text}`,
  });
  expect(body.errors?.[0]).toMatchObject({
    message:
      "Nothing was written: this graph is only read here (GRAPH_READ_ONLY=1). Change it where it is kept, without that setting.",
    extensions: { code: "FORBIDDEN" },
  });
  // Its text index can be asked all the same.
  const search = await ask(server, '{ search(text: "cambridgeshire", first: 1) { organisation { code } } }');
  expect(search.body.data).toEqual({ search: [{ organisation: { code: "5PP" } }] });
  // Whoever would write it meanwhile is told why that has to wait.
  await expect(openEmbeddedGraph({ file: GRAPH_FILE, timeLimitMs: 10_000 })).rejects.toThrow(
    /cannot be opened: another process is using it, be it to read\. Stop that process/,
  );
  await server.stop();
  expect(readFileSync(GRAPH_FILE).equals(before)).toBe(true);
});
