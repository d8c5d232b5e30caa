import { expect, test } from "vitest";
import { readSettings } from "../../src/server/settings.ts";

test("an empty environment gives the embedded graph on this machine's port 4000", () => {
  expect(readSettings({ PORT: "" })).toMatchObject({
    host: "127.0.0.1",
    port: 4_000,
    graph: { kind: "embedded", file: ".data/commissioning.grafeo" },
    logLevel: "info",
    corsOrigins: [],
  });
});

test("NEO4J_URI chooses Neo4j", () => {
  const uris = [
    "bolt://localhost",
    "neo4j+s://db.example.org:7687",
    "bolt+ssc://10.0.0.1:7687/",
    "neo4j://a?region=x",
  ];
  for (const NEO4J_URI of uris) {
    expect(readSettings({ NEO4J_URI, NEO4J_PASSWORD: "p", NEO4J_DATABASE: "care" }).graph).toEqual({
      kind: "neo4j",
      uri: NEO4J_URI,
      user: "neo4j",
      password: "p",
      database: "care",
    });
  }
});

test("web origins are a list, or all", () => {
  expect(readSettings({ CORS_ORIGINS: "https://a.org, http://localhost:5173" }).corsOrigins).toEqual([
    "https://a.org",
    "http://localhost:5173",
  ]);
  expect(readSettings({ CORS_ORIGINS: "*" }).corsOrigins).toBe("*");
});

const provider = {
  AUTH_JWKS_URL: "https://login.example.org/keys",
  AUTH_ISSUER: "https://login.example.org/",
  AUTH_AUDIENCE: "commissioning-graph",
};

test("writing alone needs a credential by default, and tokens are accepted", () => {
  expect(readSettings({}).auth).toEqual({ required: "write", tokens: true, jwt: undefined });
  expect(readSettings({ REQUIRE_AUTH: "read" }).auth.required).toBe("read");
});

test("an identity provider is its keys, issuer and audience, and the claim that gives roles", () => {
  const { jwt } = readSettings(provider).auth;
  expect(jwt).toMatchObject({ issuer: provider.AUTH_ISSUER, audience: provider.AUTH_AUDIENCE });
  expect(jwt?.jwksUrl.href).toBe(provider.AUTH_JWKS_URL);
  expect(jwt?.roleClaim.name).toBe("roles");
  expect([...(jwt?.roleClaim.map.keys() ?? [])]).toEqual(["reader", "curator", "administrator"]);
  const AUTH_ROLE_MAP = "data team=curator, admins=administrator";
  expect([...(readSettings({ ...provider, AUTH_ROLE_MAP }).auth.jwt?.roleClaim.map ?? [])]).toEqual([
    ["data team", "curator"],
    ["admins", "administrator"],
  ]);
});

test("part of an identity provider is refused with what is missing", () => {
  const { AUTH_JWKS_URL, AUTH_ISSUER } = provider;
  expect(() => readSettings({ AUTH_JWKS_URL, AUTH_ISSUER })).toThrow(/^AUTH_AUDIENCE must be set too/);
  expect(() => readSettings({ AUTH_ISSUER })).toThrow(/^AUTH_JWKS_URL and AUTH_AUDIENCE must be set too/);
});

test("reading that nothing could open is refused", () => {
  expect(() => readSettings({ REQUIRE_AUTH: "read", AUTH_TOKENS: "off" })).toThrow(
    "REQUIRE_AUTH=read closes reading, but nothing could open it",
  );
  expect(readSettings({ REQUIRE_AUTH: "read", AUTH_TOKENS: "off", ...provider }).auth.tokens).toBe(false);
});

const wrong: [name: string, held: string, expected: string][] = [
  ["HOST", "not a host", "a host name or an IP address"],
  ["PORT", "65536", "a whole number from 0 to 65535"],
  ["PORT", "4e3", "a whole number from 0 to 65535"],
  ["DEFAULT_AS_OF", "2011-02-29", "a day that exists as YYYY-MM-DD, such as 2011-04-01"],
  ["NEO4J_URI", "http://localhost:7474", "bolt:// or neo4j://"],
  ["NEO4J_DATABASE", "a\nb", "one line of text"],
  ["LOG_LEVEL", "verbose", "one of trace, debug, info"],
  ["CORS_ORIGINS", "localhost:5173", "web origins divided by commas"],
  ["PUBLIC_URL", "https://a.org/path", "the address that clients use, without a path"],
  ["ALLOWED_HOSTS", "a.org:4000", "names of hosts divided by commas, without a port"],
  ["ALLOWED_HOSTS", "https://a.org", "names of hosts divided by commas"],
  ["ALLOWED_HOSTS", "a.org,", "names of hosts divided by commas"],
  ["CORS_ORIGINS", "https://a.org/path", "web origins divided by commas"],
  ["REQUIRE_AUTH", "all", "write, or read to close reading too"],
  ["AUTH_TOKENS", "yes", "on or off"],
  ["AUTH_JWKS_URL", "http://login.example.org/keys", "an https:// address"],
  ["AUTH_JWKS_URL", "http://localhost.example.org/keys", "an https:// address"],
  ["AUTH_ROLE_MAP", "data-team=editor", "names that the identity provider gives"],
  ["AUTH_ROLE_MAP", "curator", "names that the identity provider gives"],
  ["STATEMENT_TIME_LIMIT_MS", "0", "a whole number from 1 to 600000"],
  ["REQUEST_DEADLINE_MS", "-1", "a whole number from 1 to 600000"],
  ["MAX_DEPTH", "1.5", "a whole number from 1 to 1000"],
  ["MAX_COMPLEXITY", "many", "a whole number from 1"],
  ["MAX_BREADTH", " 5", "a whole number from 1"],
  ["MAX_ALIASES", "x", "a whole number from 0"],
  ["MAX_REQUESTS_AT_ONCE", "0", "a whole number from 1 to 10000"],
  ["MAX_HEAVY_AT_ONCE", "0", "a whole number from 1 to 1000"],
  ["HEAVY_COMPLEXITY", "heavy", "a whole number from 1"],
  ["MAX_WAITING", "-1", "a whole number from 0 to 100000"],
  ["MAX_WAIT_MS", "x", "a whole number from 0 to 600000"],
  ["METRICS_PORT", "70000", "a whole number from 0 to 65535, such as 9464"],
  ["REQUEST_DEADLINE_MS", "0", "a whole number from 1 to 600000, such as 15000"],
  ["METRICS_HOST", "not a host", "a host name or an IP address"],
  ["TRUST_PROXY", "1", "addresses of proxies divided by commas"],
  ["TRUST_PROXY", "true", "addresses of proxies divided by commas"],
  ["TRUST_PROXY", "10.0.0.0/33", "addresses of proxies divided by commas"],
  ["TRUST_PROXY", "10.0.0.1,", "addresses of proxies divided by commas"],
  ["RATE_LIMIT_CALLER", "-1", "a whole number from 0"],
  ["RATE_LIMIT_ADDRESS", "1e6", "a whole number from 0"],
  ["DRAIN_MS", "5s", "a whole number from 0 to 600000"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318", "the http(s) address of an OpenTelemetry collector"],
  ["MAX_TOKENS", "1000000", "a whole number from 1 to 100000"],
  ["MAX_BODY_BYTES", "1", "a whole number from 1024"],
];

test.each(wrong)("%s=%j is refused with what it may hold", (name, held, expected) => {
  const read = () => readSettings({ [name]: held });
  expect(read).toThrow(`${name} holds ${JSON.stringify(held)}: expected ${expected}`);
});

test("proxies are addresses, networks, and names of networks", () => {
  const TRUST_PROXY = "127.0.0.1, 10.0.0.0/8,2001:db8::/32, uniquelocal";
  expect(readSettings({ TRUST_PROXY }).trustProxy).toEqual([
    "127.0.0.1",
    "10.0.0.0/8",
    "2001:db8::/32",
    "uniquelocal",
  ]);
});

test("nothing is served beside, sent, limited or waited for where nothing says so", () => {
  expect(readSettings({})).toMatchObject({
    metrics: undefined,
    tracesTo: undefined,
    trustProxy: undefined,
    rateLimits: { perCaller: 0, perAddress: 0 },
    drainMs: 0,
  });
});

test("all wrong settings are named at once", () => {
  expect(() => readSettings({ PORT: "x", MAX_DEPTH: "y" })).toThrow(/^PORT holds .*\nMAX_DEPTH holds /);
});

test("Neo4j without a password is refused", () => {
  expect(() => readSettings({ NEO4J_URI: "bolt://localhost" })).toThrow("NEO4J_PASSWORD is not set");
});

test("a password is never shown, nor an address that holds one", () => {
  expect(() => readSettings({ NEO4J_URI: "bolt://neo4j:hunter2@localhost" })).toThrow(
    /^NEO4J_URI holds \(not shown\): expected/,
  );
  const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://jane:hunter2@otel.example.org" };
  expect(() => readSettings(collector)).toThrow(/^OTEL_EXPORTER_OTLP_ENDPOINT holds \(not shown\)/);
  expect(() => readSettings({ NEO4J_PASSWORD: "hunter2\n" })).toThrow(/^NEO4J_PASSWORD holds \(not shown\)/);
  expect(() => readSettings({ AUTH_JWKS_URL: "https://jane:hunter2@login.example.org/keys" })).toThrow(
    /^AUTH_JWKS_URL holds \(not shown\): expected an https:/,
  );
});

test("a setting by its former name counts, and says its name of today", () => {
  const { snapshotMaxFacts, deprecations } = readSettings({ REPLICA_FACTS: "7" });
  expect(snapshotMaxFacts).toBe(7);
  expect(deprecations).toEqual([
    "REPLICA_FACTS is called SNAPSHOT_MAX_FACTS now: it still counts, and will not in a later release.",
  ]);
  expect(readSettings({}).deprecations).toEqual([]);
});

test("the name of today counts where both are given, and what is wrong is named as it was given", () => {
  const both = readSettings({ KEPT_ANSWERS_BYTES: "1", RESPONSE_CACHE_BYTES: "2" });
  expect(both.responseCacheBytes).toBe(2);
  expect(both.deprecations).toHaveLength(1);
  expect(() => readSettings({ REPLICA_BEHIND_MS: "soon" })).toThrow(/^REPLICA_BEHIND_MS holds "soon"/);
});
