import { subscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import type { FastifyInstance } from "fastify";
import { buildSchema, parse, validate } from "graphql";
import { afterAll, describe, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { mayAct, type Role } from "../../src/model/caller.ts";
import type { Application } from "../../src/server/application.ts";
import { startServer } from "../../src/server/start-server.ts";
import { jwtsOfEachKind, tokensOfEachKind } from "./callers-of-each-kind.ts";
import { startIdentityProvider } from "./identity-provider.ts";
import { operationOf } from "./operation-of.ts";
import { post, stoppedAtEnd, testSettings } from "./serving.ts";

/**
 * Every query, mutation and route that the program has, as each kind of caller: they are read from the schema and from
 * the server, so that one that is added later is tested here without being listed.
 */

/** Where another role is needed than a reader's for a query and a curator's for a mutation. */
const otherRoles: Readonly<Record<string, Role>> = { auditLog: "curator", restore: "administrator" };
/** The routes that answer everybody: probes, and what pages are made of, where they were built. */
const openRoutes =
  /^\/($|\*$|(livez|readyz|index\.html|favicon\.svg)$|(assets|graphiql|england|organisations|find|beside|flows|story|embed|orphans|compare|conflicts|search|curate)(\/|$))/;

const { schema } = application;
const operations = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ({
    ...operationOf("query", field),
    needed: otherRoles[field.name] ?? ("reader" as const),
  })),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({
    ...operationOf("mutation", field),
    needed: otherRoles[field.name] ?? ("curator" as const),
  })),
];

/** The role of each kind of caller with reading open and closed; whoever is not here is refused everything. */
const rolesOf: Readonly<Record<string, readonly [open: Role | null, closed: Role | null]>> = {
  nobody: ["reader", null],
  "token of a reader": ["reader", "reader"],
  "token of a curator": ["curator", "curator"],
  "token of an administrator": ["administrator", "administrator"],
  "JWT of a reader": ["reader", "reader"],
  "JWT of a curator": ["curator", "curator"],
  "JWT of an administrator": ["administrator", "administrator"],
  "JWT that names no key": ["curator", "curator"],
  "JWT without a role": ["reader", null],
  "JWT with another's role": ["reader", null],
};

/** Methods and patterns, each once: both servers have the same. */
const routes = new Set<string>();
subscribe("fastify.initialization", (message) => {
  (message as { fastify: FastifyInstance }).fastify.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) routes.add(`${one} ${url}`);
  });
});

const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

/** Of an answer that may be long only its head is read. Fetch takes a new connection after each, and twice as long. */
async function statusOf(url: string, method: string, headers: Record<string, string>): Promise<number> {
  const asked = request(url, { method, headers, agent }).end();
  const [answer]: IncomingMessage[] = await once(asked, "response");
  const { statusCode = 0 } = answer ?? {};
  if (statusCode < 300 && method !== "HEAD") answer?.destroy();
  else answer?.resume();
  return statusCode;
}

const published: Application = {
  ...application,
  seedGraph: (graph, options) => application.seedGraph(graph, { ...options, factsOnly: true }),
};
const provider = await startIdentityProvider();
const jwts = await jwtsOfEachKind(provider);

for (const [index, mode] of ["open", "closed"].entries()) {
  const env = { ...provider.settings, REQUIRE_AUTH: mode === "open" ? "write" : "read" };
  const server = stoppedAtEnd(await startServer(testSettings(env), published));
  const callers = Object.entries({ ...(await tokensOfEachKind(server.graph)), ...jwts });

  describe(`with reading ${mode}`, () => {
    test.each(callers)(
      "each query and mutation does what the role allows: %s",
      async (name, authorization) => {
        const role = rolesOf[name]?.[index] ?? null;
        const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
        for (const { name: field, query, variables, needed } of operations) {
          const { status, body } = await post(server, JSON.stringify({ query, variables }), headers);
          const codes = body.errors?.map(({ extensions }) => extensions.code) ?? [];
          const refused = status === 401 || status === 403 || codes.includes("FORBIDDEN");
          expect({ field, refused, status, codes }).toMatchObject({ field, refused: !mayAct(role, needed) });
          expect(codes, field).not.toContain("GRAPHQL_VALIDATION_FAILED");
        }
      },
    );

    test.each(callers)("each route does what the role allows: %s", async (name, authorization) => {
      const role = rolesOf[name]?.[index] ?? null;
      for (const route of routes) {
        const [method = "", url = ""] = route.split(" ");
        // The browser's question before a request, which carries no credential.
        if (method === "OPTIONS") continue;
        const path = url.replaceAll(/:\w+|\*/g, "x");
        const headers = { ...(authorization && { authorization }) };
        const status = await statusOf(`${server.url}${path}`, method, headers);
        const refused = status === 401 || status === 403;
        expect({ method, url, refused }).toEqual({
          method,
          url,
          refused: !openRoutes.test(url) && role === null,
        });
      }
    });
  });
}

test("the routes and operations that are tested are those of the program", () => {
  const urls = ["GET /graphql", "POST /graphql", "GET /livez", "GET /readyz", "GET /graphiql"];
  expect([...routes]).toEqual(expect.arrayContaining(urls));
  const names = operations.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["organisation", "orphanedPractices", "node"]));
});

test("an operation that is made of a field fits the schema, whatever its arguments", () => {
  const odd = buildSchema(`
    type Query { a: Int }
    type Mutation { record(input: Input!, key: ID!, dates: [Date!]!, note: String): Result! }
    input Input { one: Choice!, kind: Kind!, rest: Int }
    input Choice @oneOf { code: String, count: Int }
    enum Kind { A B }
    scalar Date
    union Result = Done
    type Done { factId: String! }
  `);
  const record = odd.getMutationType()?.getFields().record;
  if (!record) throw new Error("The schema above has a mutation.");
  const { query, variables } = operationOf("mutation", record);
  expect(validate(odd, parse(query))).toEqual([]);
  expect(variables).toEqual({
    input: { one: { code: "5PP" }, kind: "A" },
    key: "5PP",
    dates: ["2011-04-01"],
  });
});

test("the schema has no word of tokens", () => {
  expect(Object.keys(schema.getTypeMap()).filter((name) => /token/i.test(name))).toEqual([]);
});
