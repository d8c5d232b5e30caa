import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, post } from "../server/serving.ts";
import { readyUrl, run } from "./running.ts";

const newFile = () => join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");

test("on SIGTERM a request in flight is answered, the graph is closed, and the exit code is 0", async () => {
  const GRAPH_FILE = newFile();
  const server = run(["serve"], { PORT: "0", GRAPH_FILE });
  const url = await readyUrl(server);
  const answer = ask({ url }, "{ wait(milliseconds: 600) }");
  await new Promise((resolve) => setTimeout(resolve, 200));
  const stopped = performance.now();
  server.child.kill("SIGTERM");
  expect((await answer).body.data).toEqual({ wait: "waited" });
  expect(await server.exitCode).toBe(0);
  expect(performance.now() - stopped).toBeLessThan(5_000);

  const again = run(["serve"], { PORT: "0", GRAPH_FILE });
  expect((await ask({ url: await readyUrl(again) }, "{ organisations }")).body.data).toEqual({
    organisations: 1,
  });
  again.child.kill("SIGINT");
  expect(await again.exitCode).toBe(0);
});

test("the log is JSON lines, one for each request, with the id that the answer carries", async () => {
  const server = run(["serve"], { PORT: "0", GRAPH_FILE: ":memory:" });
  const url = await readyUrl(server);
  const { headers } = await ask({ url }, "{ organisations broken }");
  await post({ url }, JSON.stringify({ query: "query Count { organisations }" }), {
    "content-type": "application/json",
    "user-agent": "a test/1.0",
    authorization: "Bearer cg_never_logged",
    cookie: "session=never_logged",
  });
  await post(
    { url },
    JSON.stringify({ query: "query Count { organisations }", variables: { a: "never_logged" } }),
    {
      "content-type": "application/json",
      "user-agent": "a test/1.0",
    },
  );
  await fetch(`${url}/graphql?query=never_logged`);
  server.child.kill("SIGTERM");
  await server.exitCode;
  const lines = server.said.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const ofRequest = lines.filter(({ reqId }) => reqId === headers.get("x-request-id"));
  expect(ofRequest).toMatchObject([
    { level: 50, err: { message: "password=hunter2" } },
    { level: 30, msg: "request", method: "POST", path: "/graphql", status: 200, statements: 1 },
  ]);
  const ofOthers = lines.filter(({ msg, userAgent }) => msg === "request" && userAgent === "a test/1.0");
  expect(ofOthers).toMatchObject([
    { status: 401, address: "127.0.0.1" },
    {
      status: 200,
      address: "127.0.0.1",
      caller: "anonymous",
      operation: "Count",
      queryHash: createHash("sha256").update("query Count { organisations }").digest("hex"),
      code: "OK",
    },
  ]);
  expect(server.said.out).not.toContain("never_logged");
});

test("a second server on one file says in one sentence who holds it, with exit code 2", async () => {
  const GRAPH_FILE = newFile();
  const first = run(["serve"], { PORT: "0", GRAPH_FILE });
  const url = await readyUrl(first);
  const second = run(["serve"], { PORT: "0", GRAPH_FILE });
  expect(await second.exitCode).toBe(2);
  expect(second.said.err.trim()).toMatch(
    new RegExp(
      `^GRAPH_FILE=\\S+ is held by the server at ${url} \\(process ${first.child.pid}, since [^\\n]+$`,
    ),
  );
  first.child.kill("SIGTERM");
  expect(await first.exitCode).toBe(0);
});

test("after a server was killed, commands run by themselves, and the next server takes its place", async () => {
  const GRAPH_FILE = newFile();
  const killed = run(["serve"], { PORT: "0", GRAPH_FILE });
  await readyUrl(killed);
  killed.child.kill("SIGKILL");
  await killed.exitCode;
  const left = readFileSync(`${GRAPH_FILE}.server.json`, "utf8");
  const query = run(["query", "{ organisations }"], { GRAPH_FILE });
  expect(await query.exitCode).toBe(0);
  expect(JSON.parse(query.said.out).data).toEqual({ organisations: 1 });
  const next = run(["serve"], { PORT: "0", GRAPH_FILE });
  await readyUrl(next);
  expect(readFileSync(`${GRAPH_FILE}.server.json`, "utf8")).not.toBe(left);
  const sent = run(["query", "{ organisations }"], { GRAPH_FILE });
  expect(await sent.exitCode).toBe(0);
  next.child.kill("SIGTERM");
  expect(await next.exitCode).toBe(0);
});

test("a file that is no graph ends the program with one sentence and exit code 2", async () => {
  const GRAPH_FILE = newFile();
  writeFileSync(GRAPH_FILE, "dear diary".repeat(1_000));
  const server = run(["serve"], { PORT: "0", GRAPH_FILE });
  expect(await server.exitCode).toBe(2);
  expect(server.said.err.trim()).toMatch(/^GRAPH_FILE=\S+ cannot be opened: it is not a graph file[^\n]*$/);
});

test("a port that is in use ends the program with one sentence and exit code 2", async () => {
  const first = run(["serve"], { PORT: "0", GRAPH_FILE: ":memory:" });
  const { port } = new URL(await readyUrl(first));
  const second = run(["serve"], { PORT: port, GRAPH_FILE: ":memory:" });
  expect(await second.exitCode).toBe(2);
  expect(second.said.err.trim()).toMatch(
    new RegExp(`^HOST=127.0.0.1 and PORT=${port} cannot be listened on \\(it is in use\\)[^\\n]*$`),
  );
  first.child.kill("SIGTERM");
  await first.exitCode;
});

test("a wrong setting ends the program with one sentence and exit code 2", async () => {
  const server = run(["serve"], { PORT: "four" });
  expect(await server.exitCode).toBe(2);
  expect(server.said.err.trim()).toMatch(/^PORT holds "four": expected a whole number[^\n]*$/);
});
