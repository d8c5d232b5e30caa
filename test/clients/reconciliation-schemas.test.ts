import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { beforeAll, describe, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { demonstrationSettings } from "../server/serving.ts";

/**
 * The schemas that the Reconciliation Service API v0.2 is published with: the folder `0.2/schemas` of
 * https://github.com/reconciliation-api/specs, of which we carry no copy.
 */
const folder = process.env.RECONCILIATION_SCHEMAS;
if (!folder)
  console.warn(
    "*** NO RECONCILIATION_SCHEMAS: answers of /reconcile are not compared with the specification's own schemas ***",
  );

type Results = Readonly<Record<string, { result: readonly unknown[] }>>;

/** The specification lets a property be true or false, and OpenRefine reads `bool`; its schema of columns leaves that out. */
const booleans = {
  type: "object",
  properties: { bool: { type: "boolean" } },
  required: ["bool"],
  additionalProperties: false,
};

function readSchemas(from: string): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  for (const name of readdirSync(from).filter((file) => file.endsWith(".json"))) {
    const { $schema: _any, ...schema } = JSON.parse(readFileSync(join(from, name), "utf8"));
    // Some bear the address of a draft, and of another file.
    if (name === "data-extension-response.json") withBooleans(schema);
    const isOfOthers = name === "openapi.json";
    ajv.addSchema(
      isOfOthers
        ? schema
        : { ...schema, $id: `https://reconciliation-api.github.io/specs/0.2/schemas/${name}` },
    );
  }
  return ajv;
}

/** @param schema of answers to `extend`, in which each value of a cell is one of some shapes */
function withBooleans(schema: { properties: { rows: object } }): void {
  JSON.stringify(schema.properties.rows, (key, value) => {
    if (key === "oneOf") value.push(booleans);
    return value;
  });
}

describe.skipIf(!folder)("Answers of /reconcile fit the schemas of the specification", () => {
  let server: RunningServer;
  let schemas: Ajv;
  beforeAll(async () => {
    schemas = readSchemas(folder as string);
    server = await startServer(demonstrationSettings(), application);
    return () => server.stop();
  }, 60_000);

  function expectToFit(name: string, value: unknown): void {
    const fits = schemas.getSchema(
      `https://reconciliation-api.github.io/specs/0.2/schemas/${name}.json`,
    ) as ValidateFunction;
    const isFitting = fits(value);
    expect([isFitting, fits.errors]).toEqual([true, null]);
  }
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${server.url}/reconcile${path}`)).json();
  const post = async (form: Record<string, string>): Promise<object> =>
    (await (
      await fetch(`${server.url}/reconcile`, { method: "POST", body: new URLSearchParams(form) })
    ).json()) as object;

  test("and a wrong one does not", () => {
    expect(() => expectToFit("manifest", { name: 1 })).toThrow();
  });

  test.each(["", "/as-of/2011-04-01", "/as-of/2011-04-01/at-revision/1"])(
    "the manifest of %s",
    async (path) => expectToFit("manifest", await get(path)),
  );

  test("a batch of queries, and its results, one of them an error", async () => {
    const queries = {
      q0: { query: "NHS Cambridgeshire", type: "PCT", limit: 3 },
      q1: { query: "Hunts Health", properties: [{ pid: "pct", v: "5PP" }], type_strict: "should" },
      q2: { query: "Croydon", properties: [{ pid: "asOf", v: "no day" }] },
      q3: { query: "nobody at all" },
    };
    expectToFit("reconciliation-query-batch", queries);
    const results = await post({ queries: JSON.stringify(queries) });
    expect(Object.keys(results)).toEqual(Object.keys(queries));
    expect((results as Results).q0?.result.length).toBeGreaterThan(0);
    expectToFit("reconciliation-result-batch", results);
  });

  test("columns that are fetched, of every property that is offered", async () => {
    for (const type of ["PRACTICE", "PCT"]) {
      const proposed = await get(`/properties?type=${type}`);
      expectToFit("data-extension-property-proposal", proposed);
      const properties = (proposed as { properties: { id: string }[] }).properties.map(({ id }) => ({ id }));
      const asked = { ids: ["5PP", "hunts-health", "Q35", "nobody"], properties };
      expectToFit("data-extension-query", asked);
      expectToFit("data-extension-response", await post({ extend: JSON.stringify(asked) }));
    }
  });

  test.each([
    ["entity", "suggest-entities-response", "camb"],
    ["type", "suggest-types-response", "p"],
    ["property", "suggest-properties-response", "s"],
  ])("suggestions: %s", async (what, schema, prefix) => {
    const suggested = await get(`/suggest/${what}?prefix=${prefix}`);
    expect((suggested as { result: unknown[] }).result.length).toBeGreaterThan(0);
    expectToFit(schema, suggested);
  });
});
