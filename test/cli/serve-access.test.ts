import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { parseExpiry } from "../../src/model/access-token.ts";
import { createAccessToken } from "../../src/server/identity/access-tokens.ts";
import { closedAddress, startIdentityProvider } from "../server/identity-provider.ts";
import { post } from "../server/serving.ts";
import { readyUrl, run } from "./running.ts";

const newFile = () => join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");

const bearer = (token: string) => ({ "content-type": "application/json", authorization: `Bearer ${token}` });

test("a token that is made while the server runs writes over HTTP, and the log names who, and holds no credential", async () => {
  const GRAPH_FILE = newFile();
  const { settings, sign } = await startIdentityProvider();
  const jwt = await sign({ roles: ["curator"] });
  const server = run(["serve"], { PORT: "0", GRAPH_FILE, LOG_LEVEL: "trace", ...settings });
  const url = await readyUrl(server);
  const create = run(["token", "create", "--name", "Jane, Cambridge", "--role", "curator"], { GRAPH_FILE });
  expect(await create.exitCode, create.said.err).toBe(0);
  const token = create.said.out.trim();
  const query = '{"query":"mutation { curate }"}';
  expect((await post({ url }, query, bearer(token))).body.data).toEqual({ curate: "Jane, Cambridge" });
  expect((await post({ url }, query, bearer(jwt))).body.data).toEqual({ curate: "jane" });
  const wrong = [`${token}0`, jwt.slice(0, -2), "let-me-in-with-this"];
  for (const refused of wrong) expect((await post({ url }, query, bearer(refused))).status).toBe(401);
  server.child.kill("SIGTERM");
  await server.exitCode;
  const lines = server.said.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.filter(({ msg }) => msg === "request").map(({ caller }) => caller)).toEqual([
    "Jane, Cambridge",
    "jane",
    ...wrong.map(() => undefined),
  ]);
  expect(lines.filter(({ msg }) => msg === "A credential was refused.").map(({ reason }) => reason)).toEqual([
    "UNKNOWN",
    "SIGNATURE",
    "MALFORMED",
  ]);
  for (const secret of [token, jwt, ...wrong])
    expect(server.said.out + server.said.err).not.toContain(secret.slice(-20));
}, 120_000);

test("the log says at the start who may write, and warns of what other machines can reach", async () => {
  const GRAPH_FILE = newFile();
  const started = async (env: Record<string, string>) => {
    const server = run(["serve"], { PORT: "0", GRAPH_FILE, ...env });
    await readyUrl(server);
    server.child.kill("SIGTERM");
    await server.exitCode;
    return server.said.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  const saying = (msg: unknown, level = 30) => expect.objectContaining({ level, msg });
  const closed = await started({});
  expect(closed).toContainEqual(
    saying(expect.stringMatching(/^Writing over HTTP is off: there is no token/)),
  );
  expect(closed.filter(({ level }) => level >= 40)).toEqual([]);
  const graph = await openEmbeddedGraph({ file: GRAPH_FILE, timeLimitMs: 10_000 });
  const expiresAt = parseExpiry("1d", new Date());
  for (const role of ["reader", "administrator"] as const)
    await createAccessToken(graph, { name: role, role, createdBy: "sam", expiresAt });
  await graph.close();
  const open = await started({ HOST: "0.0.0.0" });
  expect(open).toContainEqual(saying("Writing over HTTP: whoever has a token for it (1 made)."));
  expect(open).toContainEqual(
    saying(expect.stringMatching(/^HOST=0\.0\.0\.0 may be reached from other machines\. Whoever/), 40),
  );
}, 120_000);

test("keys that cannot be had are a warning in the log", async () => {
  const { settings, sign } = await startIdentityProvider();
  const AUTH_JWKS_URL = await closedAddress();
  const server = run(["serve"], { PORT: "0", GRAPH_FILE: ":memory:", ...settings, AUTH_JWKS_URL });
  const url = await readyUrl(server);
  const jwt = await sign({ roles: ["curator"] });
  expect((await post({ url }, '{"query":"{ hello }"}', bearer(jwt))).status).toBe(503);
  server.child.kill("SIGTERM");
  await server.exitCode;
  const lines = server.said.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 40,
      msg: `The keys at AUTH_JWKS_URL=${AUTH_JWKS_URL} cannot be had.`,
      reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    }),
  );
}, 120_000);
