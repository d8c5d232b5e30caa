import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { parseExpiry } from "../../src/model/access-token.ts";
import { createAccessToken, findAccessToken } from "../../src/server/identity/access-tokens.ts";
import { runOn } from "./in-process.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
});
afterAll(() => graph.close());

const token = (...args: string[]) => runOn(graph, ["token", ...args]);
const jane = ["create", "--name", "Jane, Cambridge", "--role", "curator"];

test("the token alone goes to standard output, and what it is for beside it", async () => {
  const { exitCode, out, err } = await token(...jane, "--expires", "2w");
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^cg_[0-9a-f]{10}_[0-9a-f]{64}\n$/);
  expect(err).toMatch(
    /^A token for Jane, Cambridge, curator until 2\S+Z\. Keep it now: it is not shown again\./,
  );
  expect(err).not.toContain(out.trim());
  expect(await findAccessToken(graph, out.trim())).toMatchObject({ role: "curator", revokedAt: null });
});

test("a token that is made, listed and revoked as JSON tells the same of itself, and its secret once", async () => {
  const created = JSON.parse((await token(...jane, "--json")).out);
  const { token: text, ...known } = created;
  expect(known).toMatchObject({
    name: "Jane, Cambridge",
    role: "curator",
    state: "live",
    createdBy: "tester",
    revokedAt: null,
  });
  const listing = await token("list", "--json");
  expect(JSON.parse(listing.out)).toContainEqual(known);
  expect(listing.out).not.toContain(text.split("_")[2]);
  const revoked = JSON.parse((await token("revoke", known.id, "--json")).out);
  expect(revoked).toEqual({
    ...known,
    state: "revoked",
    revokedAt: expect.stringMatching(/Z$/),
    revokedBy: "tester",
  });
  expect(JSON.parse((await token("list", "--json")).out)).toContainEqual(revoked);
});

test("the list is a table with a line for each token", async () => {
  const { id } = JSON.parse((await token("create", "--name", "R script", "--role", "reader", "--json")).out);
  await token("revoke", id);
  const { out } = await token("list");
  const lines = out.trimEnd().split("\n");
  expect(lines[0]).toMatch(/^ID +NAME +ROLE +STATE +CREATED +EXPIRES +REVOKED +MADE BY$/);
  const when = String.raw`2\d{3}-\d\d-\d\d \d\d:\d\d`;
  expect(out).toMatch(
    new RegExp(`^${id}  R script +reader +revoked  ${when}  ${when}  ${when}  tester$`, "m"),
  );
});

test.each([
  [["create", "--name", "Jane"], "required option '--role <role>' not specified"],
  [["create", "--name", "Jane", "--role", "editor"], '"editor" is not a role: expected one of reader'],
  [["create", "--name", "", "--role", "reader"], '"" is no name for a token: expected one line'],
  [[...jane, "--expires", "never"], 'The expiry "never" says no time: expected hours, days or weeks'],
  [["revoke", "0000000000"], 'There is no token "0000000000": expected an id of "commissioning token list"'],
])("token %j is refused in words, and nothing is made", async (args, message) => {
  const before = (await token("list", "--json")).out;
  const { exitCode, out, err } = await token(...args);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toContain(message);
  expect((await token("list", "--json")).out).toBe(before);
});

test("each example of the help runs as printed", async () => {
  const examples = new Set<string>();
  for (const subcommand of [[], ["create"], ["list"], ["revoke"]]) {
    const { out } = await token(...subcommand, "--help");
    for (const [example] of out.matchAll(/(?<=^ {2})commissioning .+$/gm)) examples.add(example);
  }
  expect(examples.size).toBe(5);
  const known = await createAccessToken(graph, {
    name: "of the example",
    role: "reader",
    createdBy: "sam",
    expiresAt: parseExpiry("1d", new Date()),
  });
  for (const example of examples) {
    const args = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
    const given = args.slice(1).map((arg) => (arg === "3f9a0c41de" ? known.token.id : arg));
    expect((await runOn(graph, given)).exitCode, example).toBe(0);
  }
});
