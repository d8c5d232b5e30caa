import { expect, test } from "vitest";
import { z } from "zod";
import { application } from "../../src/cli/application.ts";
import { toInstant } from "../../src/model/dates.ts";
import { createAccessToken } from "../../src/server/identity/access-tokens.ts";
import { startServer } from "../../src/server/start-server.ts";
import { demonstrationSettings, stoppedAtEnd } from "./serving.ts";

/**
 * The Reconciliation Service API v0.2 as a client of it sees it. The shapes below say what the specification requires of
 * each answer: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
 */

const openRefine = "http://127.0.0.1:3333";
const server = stoppedAtEnd(
  await startServer(demonstrationSettings({ CORS_ORIGINS: openRefine }), application),
);

/** Where the specification wants an identifier put. */
const placeholder = ["$", "{id}"].join("");

const type = z.strictObject({ id: z.string().min(1), name: z.string().min(1) });
const address = z.string().regex(/^https?:\/\/[^{}]+$/);
const template = z.string().regex(/^https?:\/\/.*\{\{id\}\}/);
const service = z.strictObject({
  service_url: address,
  service_path: z.string().startsWith("/"),
  flyout_service_url: address,
  flyout_service_path: z.string().includes(placeholder),
});
const manifestShape = z.strictObject({
  versions: z.array(z.string()).refine((versions) => versions.includes("0.2")),
  name: z.string().min(1),
  identifierSpace: z.url(),
  schemaSpace: z.url(),
  defaultTypes: z.array(type),
  view: z.strictObject({ url: template }),
  preview: z.strictObject({ url: template, width: z.int(), height: z.int() }),
  suggest: z.strictObject({ entity: service, type: service, property: service }),
  extend: z.strictObject({
    propose_properties: z.strictObject({ service_url: address, service_path: z.string() }),
    property_settings: z.array(
      z.strictObject({
        type: z.literal("text"),
        name: z.string(),
        label: z.string(),
        default: z.string(),
        help_text: z.string(),
      }),
    ),
  }),
  batchSize: z.int().positive(),
  authentication: z
    .strictObject({ type: z.literal("apiKey"), name: z.string(), in: z.literal("header") })
    .optional(),
});
const resultsShape = z.record(
  z.string(),
  z.strictObject({
    result: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        type: z.array(type),
        score: z.number().min(0).max(100),
        match: z.boolean(),
        features: z.array(z.strictObject({ id: z.string(), value: z.union([z.number(), z.boolean()]) })),
      }),
    ),
    error: z
      .strictObject({ message: z.string(), extensions: z.strictObject({ code: z.string() }) })
      .optional(),
  }),
);
const cell = z.union([
  z.strictObject({ id: z.string(), name: z.string() }),
  z.strictObject({ str: z.string() }),
  z.strictObject({ int: z.int() }),
  z.strictObject({ float: z.number() }),
  z.strictObject({ bool: z.boolean() }),
  z.strictObject({ date: z.iso.datetime() }),
]);
const extensionShape = z.strictObject({
  meta: z.array(z.strictObject({ id: z.string(), name: z.string(), type: type.optional() })),
  rows: z.record(z.string(), z.record(z.string(), z.array(cell))),
});
const suggestion = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  notable: z.array(type).optional(),
});
const suggestionsShape = z.strictObject({ result: z.array(suggestion) });

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${path.startsWith("/") ? server.url : ""}${path}`, { headers });
const post = (form: Record<string, string>, path = "/reconcile") =>
  fetch(`${server.url}${path}`, { method: "POST", body: new URLSearchParams(form) });
const reconcile = async (queries: object, path?: string) =>
  resultsShape.parse(await (await post({ queries: JSON.stringify(queries) }, path)).json());
const extend = async (asked: object, path?: string) =>
  extensionShape.parse(await (await post({ extend: JSON.stringify(asked) }, path)).json());
const manifest = async (path = "/reconcile") => manifestShape.parse(await (await get(path)).json());

test("the manifest says what is offered, and each address in it answers", async () => {
  const { suggest, preview, extend: extension, defaultTypes } = await manifest();
  expect(defaultTypes.map(({ id }) => id)).toEqual([
    "PRACTICE",
    "CONSORTIUM",
    "PCT",
    "CLUSTER",
    "SHA",
    "SUPPORT_PROVIDER",
  ]);
  const first = { entity: "5PP", type: "PCT", property: "pct" };
  for (const what of ["entity", "type", "property"] as const) {
    const { service_url, service_path, flyout_service_url, flyout_service_path } = suggest[what];
    const { result } = suggestionsShape.parse(
      await (await get(`${service_url}${service_path}?prefix=${first[what]}&limit=5&lang=en`)).json(),
    );
    expect(result[0]?.id).toBe(first[what]);
    const flyout = await get(`${flyout_service_url}${flyout_service_path.replace(placeholder, first[what])}`);
    expect(await flyout.json()).toMatchObject({ id: first[what], html: expect.stringContaining("<") });
  }
  const { service_url, service_path } = extension.propose_properties;
  const proposed = await get(`${service_url}${service_path}?type=PCT&limit=7`);
  expect(await proposed.json()).toMatchObject({ type: "PCT", limit: 7, properties: { length: 7 } });
  const page = await get(preview.url.replace("{{id}}", "5PP"));
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await page.text()).toContain("Cambridgeshire PCT (5PP)");
});

test("a column of names becomes codes, by POST as by GET", async () => {
  const queries = {
    q0: { query: "NHS Cambridgeshire", type: "PCT", type_strict: "should" },
    q1: { query: "Hunts Health", type: ["CONSORTIUM", "PRACTICE"], limit: 1 },
    q2: { query: "5PN" },
    q3: { query: "Nowhere at all" },
    q4: { properties: [{ pid: "code", v: "Q38" }] },
  };
  const results = await reconcile(queries);
  const matched = Object.entries(results).map(([id, { result }]) => [
    id,
    result.find(({ match }) => match)?.id ?? null,
  ]);
  expect(Object.fromEntries(matched)).toEqual({
    q0: "5PP",
    q1: "hunts-health",
    q2: "5PN",
    q3: null,
    q4: "Q38",
  });
  expect(results.q0?.result[0]).toMatchObject({
    name: "Cambridgeshire PCT",
    description: "PCT, 2006-10-01 to 2013-03-31",
    score: 100,
    type: [{ id: "PCT" }],
  });
  const byGet = await get(`/reconcile?queries=${encodeURIComponent(JSON.stringify(queries))}`);
  expect(await byGet.json()).toEqual(results);
  expect(byGet.headers.get("cache-control")).toBe("no-store");
});

test.each([
  ["I.O.W.", "5QT"],
  ["H&F", "5H1"],
  ["NHS H & F", "5H1"],
  ["K and C PCT", "5LA"],
  ["T&G", "5LH"],
  ["B.A.N.E.S.", "5FL"],
  ["N E L", "TAN"],
  ["N.E. Lincs", "TAN"],
  ["Cambridgeshire P C T", "5PP"],
])("%s is known by initials that are written apart: first comes %s", async (query, code) => {
  const { q0 } = await reconcile({ q0: { query, type: "PCT" } }, "/reconcile/as-of/2011-04-01");
  expect(q0?.result[0]?.id).toBe(code);
});

test("initials that no area is called by begin words as before", async () => {
  const { q0 } = await reconcile({ q0: { query: "C & M & E" } }, "/reconcile/as-of/2011-04-01");
  expect(q0?.result.length).toBeGreaterThan(0);
  expect(q0?.result.some(({ match }) => match)).toBe(false);
});

test("scores fall, and what is made up says so", async () => {
  const { q0 } = await reconcile({ q0: { query: "practice Milton Keynes", type: "PRACTICE", limit: 20 } });
  const scores = q0?.result.map(({ score }) => score) ?? [];
  expect(scores).toHaveLength(20);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(q0?.result.every(({ description }) => description.includes("made up"))).toBe(true);
  expect(q0?.result.some(({ match }) => match)).toBe(false);
});

test("a closed PCT is matched on a day on which it was there, by row or by address", async () => {
  const name = { query: "Cambridgeshire PCT", type: "PCT" };
  const row = (day: string) => ({ ...name, properties: [{ pid: "asOf", v: day }] });
  const results = await reconcile({
    a: row("2011-04-01"),
    b: row("2014-01-01"),
    c: row("2010-01-01T00:00:00Z"),
  });
  expect(Object.values(results).map(({ result }) => result[0]?.id)).toEqual(["5PP", undefined, "5PP"]);
  for (const path of ["/reconcile/as-of/2014-01-01", "/reconcile?asOf=2014-01-01"]) {
    expect((await reconcile({ a: name, b: row("2011-04-01") }, path)).a?.result).toEqual([]);
  }
  const early = await reconcile({ a: name }, "/reconcile/known-at/1990-01-01T00:00:00Z");
  expect(early.a?.result).toEqual([]);
});

test("a revision that the dataset never had is refused where the service describes itself", async () => {
  expect((await get("/reconcile/at-revision/1")).status).toBe(200);
  const refused = await get("/reconcile/at-revision/99");
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("99");
});

test("every address of a dated manifest is of that date", async () => {
  const root = "/reconcile/as-of/2013-04-01/known-at/2011-06-01T00:00:00Z";
  const { suggest, view, preview, name } = await manifest(
    "/reconcile?asOf=2013-04-01&knownAt=2011-06-01T00:00:00Z",
  );
  const exact = root.replace("00Z", "00.000Z");
  expect(name).toContain("on 2013-04-01, as believed at 2011-06-01T00:00:00.000Z");
  expect(suggest.entity.service_path).toBe(`${exact}/suggest/entity`);
  expect(view.url).toMatch(/\/organisations\/\{\{id\}\}\?asOf=2013-04-01&knownAt=2011-06-01/);
  expect(await (await get(preview.url.replace("{{id}}", "06H"))).text()).toContain("<td>2013-04-01</td>");
  const closed = await get(`${server.url}${suggest.entity.service_path}?prefix=5PP&type=PCT`);
  expect(await closed.json()).toEqual({ result: [] });
  expect((await manifest(root)).suggest).toEqual(suggest);
});

test("columns are fetched as of a day, with what the specification has for each type of value", async () => {
  const properties = ["sha", "patients", "closed", "budgetGbp", "standing", "predecessors"].map((id) => ({
    id,
  }));
  const { meta, rows } = await extend({ ids: ["5PP", "X000642", "nobody"], properties });
  expect(meta[0]).toEqual({
    id: "sha",
    name: "SHA (in part SYNTHETIC)",
    type: { id: "SHA", name: "SHA" },
  });
  expect(rows).toMatchObject({
    "5PP": {
      sha: [{ id: "Q35", name: "East of England" }],
      patients: [{ int: expect.any(Number) }],
      closed: [{ date: "2013-03-31T00:00:00Z" }],
      budgetGbp: [{ float: 870_000_000 }],
      standing: [],
    },
    X000642: { standing: [{ str: "UNCLEAR" }], budgetGbp: [] },
    nobody: { sha: [], patients: [], closed: [], budgetGbp: [], standing: [], predecessors: [] },
  });
  const member = { id: "consortium", settings: { asOf: "2012-10-01" } };
  expect((await extend({ ids: ["X000642"], properties: [member] })).rows.X000642?.consortium).toMatchObject([
    { id: "synthetic-5cq-1" },
  ]);
  const dated = await extend(
    { ids: ["X000642"], properties: [{ id: "standing" }] },
    "/reconcile/as-of/2012-10-01",
  );
  expect(dated.rows.X000642?.standing).toEqual([{ str: "MEMBER" }]);
});

test("suggestions go on from where a client is", async () => {
  const suggest = async (query: string) =>
    suggestionsShape
      .parse(await (await get(`/reconcile/suggest/entity?${query}`)).json())
      .result.map(({ id }) => id);
  const first = await suggest("prefix=milton");
  const next = await suggest("prefix=milton&cursor=10");
  expect(first).toHaveLength(10);
  expect(next).toHaveLength(10);
  expect(new Set([...first, ...next]).size).toBe(20);
  expect(await suggest("prefix=milton&type=PCT")).toEqual(["5CQ"]);
  expect(await suggest("prefix=NHS")).toEqual([]);
  expect(await suggest("prefix=milton&cursor=500")).toEqual([]);
});

test.each([
  [
    "that is no object",
    "5PP",
    'queries.q1: "5PP" was given: expected a query, such as {"query": "Cambridgeshire PCT", "type": "PCT", "limit": 3}.',
  ],
  ["that is nothing", null, "queries.q1: null was given: expected a query, such as {"],
  [
    "of a type that is none",
    { query: "x", type: "GP" },
    'queries.q1: "GP" is no type: expected one of PRACTICE',
  ],
  [
    "of a property that is none",
    { query: "x", properties: [{ pid: "town", v: "Ely" }] },
    'queries.q1: "town" is no property: expected one of code',
  ],
  [
    "of a day that is none",
    { query: "x", properties: [{ pid: "asOf", v: "n/a" }] },
    'queries.q1.asOf: "n/a" is not a date: expected',
  ],
  [
    "of a value that is none",
    { properties: [{ pid: "postcode", v: { name: "x" } }] },
    'queries.q1.properties.0.v: {"name":"x"} was given: expected a text, a number, true, false, an organisation such as {"id": "5PP"}, or an array of these.',
  ],
  ...[0, 1.5, "3", true, [1]].map((limit): [string, unknown, string] => [
    `of the limit ${JSON.stringify(limit)}`,
    { query: "x", limit },
    `queries.q1.limit: ${JSON.stringify(limit)} was given: expected a whole number of candidates, 1 or more, such as 3.`,
  ]),
  [
    "of a name that is no text",
    { query: 5 },
    'queries.q1.query: 5 was given: expected a text of at most 200 characters, such as "Cambridgeshire PCT".',
  ],
  [
    "of a name that is too long",
    { query: "x".repeat(201) },
    `queries.q1.query: "${"x".repeat(59)}… was given: expected a text of at most 200 characters, such as "Cambridgeshire PCT".`,
  ],
  [
    "of a type that is no text",
    { query: "x", type: 7 },
    "queries.q1.type: 7 was given: expected a type or an array of types, each of them one of PRACTICE, CONSORTIUM,",
  ],
  [
    "of properties that are no array",
    { query: "x", properties: { pid: "pct" } },
    'queries.q1.properties: {"pid":"pct"} was given: expected an array of at most 20 properties, such as [{"pid":',
  ],
  [
    "of a property without a name, and another of a wrong one",
    { query: "x", properties: [{ v: "5PP" }, { pid: 1 }] },
    'queries.q1.properties.0.pid: it is missing: expected the name of a property, such as "postcode"; queries.q1.properties.1.pid: 1 was given: expected the name of a property, such as "postcode".',
  ],
])("a query %s fails alone, and the others of its batch are answered", async (_what, wrong, message) => {
  const asked = { query: "Cambridgeshire PCT", type: "PCT", limit: 1 };
  const found = await reconcile({ q0: asked, q1: wrong, q2: asked });
  const ids = Object.entries(found).map(([id, { result }]) => [id, result.map((one) => one.id)]);
  expect(ids).toEqual([
    ["q0", ["5PP"]],
    ["q1", []],
    ["q2", ["5PP"]],
  ]);
  expect(found.q1?.error).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
  expect(found.q1?.error?.message).toContain(message);
  expect([found.q0?.error, found.q2?.error]).toEqual([undefined, undefined]);
});

test("booleans are booleans, however a table writes them", async () => {
  const fetched = await extend({ ids: ["5PP"], properties: [{ id: "hasDelegatedBudget" }] });
  const [cell] = fetched.rows["5PP"]?.hasDelegatedBudget ?? [];
  expect(cell).toEqual({ bool: expect.any(Boolean) });
  const { bool } = cell as { bool: boolean };
  const features = async (v: unknown) => {
    const properties = [{ pid: "hasDelegatedBudget", v }];
    const { q0 } = await reconcile({ q0: { query: "5PP", limit: 1, properties } });
    return q0?.result[0]?.features.find(({ id }) => id === "same hasDelegatedBudget")?.value;
  };
  expect(
    await Promise.all([bool, String(bool), String(bool).toUpperCase(), !bool, "n/a"].map(features)),
  ).toEqual([true, true, true, false, false]);
});

test.each([
  [{ pid: "sha", v: ["Q35", null] }, true],
  [{ pid: "sha", v: [null] }, undefined],
  [{ pid: "sha", v: " " }, undefined],
  [{ pid: "asOf", v: " " }, undefined],
  [{ pid: "opened", v: "2006" }, true],
  [{ pid: "opened", v: "2006-10" }, true],
  [{ pid: "opened", v: "2006-1" }, false],
  [{ pid: "budgetGbp", v: "£870,000,000" }, true],
  [{ pid: "budgetGbp", v: "870 000 000" }, true],
])("what a table gives as %j is compared as it is meant", async (given, agrees) => {
  const { q0 } = await reconcile(
    { q0: { query: "Cambridgeshire", type: "PCT", properties: [given] } },
    "/reconcile/as-of/2010-11-01",
  );
  expect(q0?.error).toBeUndefined();
  const [first] = q0?.result ?? [];
  expect(first?.id).toBe("5PP");
  expect(first?.features.find(({ id }) => id === `same ${given.pid}`)?.value).toBe(agrees);
});

test("each query is answered under its name, whatever that is", async () => {
  const answer = await post({ queries: '{"__proto__": {"query": "5PP"}, "toString": {"query": "5PN"}}' });
  expect(Object.keys((await answer.json()) as object)).toEqual(["__proto__", "toString"]);
});

test("what is nested thousands of levels deep is refused like any other shape", async () => {
  const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const queries = resultsShape.parse(await (await post({ queries: `{"q0": ${deep}}` })).json());
  expect(queries.q0?.error?.message).toContain("an array nested thousands of levels deep was given");
  expect((await post({ extend: `{"ids": ${deep}}` })).status).toBe(400);
});

test.each([
  ["/reconcile/properties?limit=-1", 'limit: "-1" was given: expected a whole number'],
  ["/reconcile/properties?limit=1.5", 'limit: "1.5" was given: expected a whole number'],
  ["/reconcile/suggest/entity?prefix=cam&type=foo", '"foo" is no type: expected one of PRACTICE'],
])("%s is refused in words", async (path, message) => {
  const answer = await get(path);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain(message.replaceAll('"', '\\"'));
});

test.each<[what: string, form: Record<string, string>, message: string]>([
  [
    "a property twice, of which one would be lost",
    {
      extend:
        '{"ids": ["5PP"], "properties": [{"id": "sha"}, {"id": "sha", "settings": {"asOf": "2013-04-01"}}]}',
    },
    'extend.properties: "sha" is there twice',
  ],
  [
    "no JSON",
    { queries: "{" },
    'queries: "{" is not JSON: expected queries, each under a name of your own, such as {"q0"',
  ],
  [
    "an array",
    { queries: "[]" },
    "queries: [] was given: expected queries, each under a name of your own, such as {",
  ],
  [
    "a code that is none",
    { extend: '{"ids": [5], "properties": []}' },
    'extend.ids.0: 5 was given: expected a code, such as "5PP".',
  ],
  [
    "columns that are missing",
    { extend: '{"ids": []}' },
    "extend.properties: it is missing: expected an array of",
  ],
  [
    "too many queries",
    {
      queries: JSON.stringify(
        Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`q${at}`, { query: "x" }])),
      ),
    },
    'The batch holds 51 queries: at most 50 are allowed, as "batchSize" of the manifest says.',
  ],
  [
    "too many organisations",
    { extend: JSON.stringify({ ids: Array(251).fill("5PP"), properties: [] }) },
    "asks for 251 organisations: at most 250",
  ],
  [
    "a column that is none",
    { extend: '{"ids": ["5PP"], "properties": [{"id": "town"}]}' },
    '"town" is no property: expected one of code',
  ],
  [
    "a form of something else",
    { query: "5PP" },
    "The form holds neither queries nor extend: expected such as queries=",
  ],
])("%s is refused in words", async (_what, form, message) => {
  const response = await post(form);
  const { errors } = (await response.json()) as { errors: { message: string }[] };
  expect(errors[0]?.message).toContain(message);
  expect(response.status).toBe(400);
});

test("a body that is no form, too large a body and a wrong date in the address are refused", async () => {
  const json = await fetch(`${server.url}/reconcile`, {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
  });
  expect([json.status, await json.text()]).toEqual([
    400,
    expect.stringContaining("expected a form (application/x-www-form-urlencoded)"),
  ]);
  expect((await post({ queries: " ".repeat(300_000) })).status).toBe(413);
  const dated = await get("/reconcile/as-of/2011-13-01");
  expect([dated.status, await dated.text()]).toEqual([400, expect.stringContaining("asOf: ")]);
  expect((await get("/reconcile/preview/5ZZ")).status).toBe(404);
  expect((await get("/reconcile/flyout/property/town")).status).toBe(404);
});

test("a form is read by no other route", async () => {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    body: new URLSearchParams({ query: "{ dataset { revision } }" }),
  });
  expect(response.status).toBe(415);
});

test("a page of a named origin may ask and show the preview in a frame, and no other may", async () => {
  const allowed = async (origin: string) =>
    (await get("/reconcile", { origin })).headers.get("access-control-allow-origin");
  expect(await allowed(openRefine)).toBe(openRefine);
  expect(await allowed("https://evil.example.org")).toBeNull();
  const page = await get("/reconcile/preview/X000642");
  const policy = page.headers.get("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`frame-ancestors 'self' ${openRefine}`);
  expect(page.headers.get("x-frame-options")).toBeNull();
  expect(await page.text()).toContain("SYNTHETIC");
});

test("a script is answered only where pages of every origin may ask, and calls no more than a function", async () => {
  const refused = await get("/reconcile?callback=jsonp1");
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("CORS_ORIGINS=*")]);
  const open = await startServer(
    demonstrationSettings({ CORS_ORIGINS: "*", PUBLIC_URL: "https://c.example.org" }),
    application,
  );
  const script = await fetch(`${open.url}/reconcile?callback=jsonp1`);
  expect(script.headers.get("content-type")).toMatch(/^application\/javascript/);
  expect(script.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  const [, json = ""] = /^\/\*\*\/jsonp1\((.*)\);$/.exec(await script.text()) ?? [];
  const { view, suggest } = manifestShape.parse(JSON.parse(json));
  expect(view.url).toBe("https://c.example.org/organisations/{{id}}");
  expect(suggest.entity.service_url).toBe("https://c.example.org");
  expect((await fetch(`${open.url}/reconcile?callback=alert(1)//`)).status).toBe(400);
  await open.stop();
});

test("names with markup are shown as text", async () => {
  const { graph } = server;
  const read = graph.read.bind(graph);
  graph.read = async (...given) => {
    const rows = await read(...given);
    return given[0].name === "organisations by code"
      ? (rows.map((row) => ({ ...row, name: `<img src=x onerror="alert('1')">` })) as typeof rows)
      : rows;
  };
  const page = await (await get("/reconcile/preview/5PP")).text();
  const flyout = await (await get("/reconcile/flyout/entity/5PP")).text();
  graph.read = read;
  for (const html of [page, flyout]) {
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;");
  }
});

test("where reading is closed, a credential is asked for, and the manifest says which", async () => {
  const closed = await startServer(demonstrationSettings({ REQUIRE_AUTH: "read" }), application);
  const paths = [
    "",
    "?queries={}",
    "/suggest/entity?prefix=x",
    "/preview/5PP",
    "/properties",
    "/as-of/2011-04-01",
  ];
  const answers = await Promise.all(paths.map((path) => fetch(`${closed.url}/reconcile${path}`)));
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 401));
  const expiresAt = toInstant(new Date(Date.now() + 3_600_000));
  const jane = { name: "Jane", role: "reader", createdBy: "sam", expiresAt } as const;
  const { text } = await createAccessToken(closed.graph, jane);
  const answered = await fetch(`${closed.url}/reconcile`, { headers: { authorization: `Bearer ${text}` } });
  expect(manifestShape.parse(await answered.json()).authentication).toEqual({
    type: "apiKey",
    name: "Authorization",
    in: "header",
  });
  await closed.stop();
});
