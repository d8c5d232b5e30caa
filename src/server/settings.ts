import { z } from "zod";
import type { IsoDate } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { AdmissionSettings } from "./admission.ts";
import { type AuthSettings, authEnvironment, authSettings } from "./auth-settings.ts";
import { type OperationsSettings, operationsEnvironment, operationsSettings } from "./operations-settings.ts";
import {
  bounded,
  date,
  flag,
  host,
  hosts,
  logLevel,
  neo4jUri,
  origins,
  publicUrl,
  seed,
  text,
  whole,
} from "./setting-kinds.ts";

const environment = z.object({
  HOST: host.default("127.0.0.1"),
  PORT: whole(0, 65_535, "such as 4000, or 0 for any free port").default(4_000),
  DEFAULT_AS_OF: date.optional(),
  NEO4J_URI: neo4jUri.optional(),
  NEO4J_USER: text.default("neo4j"),
  NEO4J_PASSWORD: text.optional(),
  NEO4J_DATABASE: text.optional(),
  GRAPH_FILE: text.default(".data/commissioning.grafeo"),
  GRAPH_READ_ONLY: flag.default(false),
  SEED: seed.optional(),
  LOG_LEVEL: logLevel.default("info"),
  CORS_ORIGINS: origins.default([]),
  PUBLIC_URL: publicUrl.optional(),
  ALLOWED_HOSTS: hosts.default([]),
  ...authEnvironment,
  ...operationsEnvironment,
  STATEMENT_TIME_LIMIT_MS: bounded(1, 600_000, 10_000),
  REQUEST_DEADLINE_MS: bounded(1, 600_000, 15_000),
  MAX_DEPTH: bounded(1, 1_000, 20),
  MAX_COMPLEXITY: bounded(1, 1_000_000_000, 600_000),
  MAX_BREADTH: bounded(1, 100_000, 1_000),
  MAX_ALIASES: bounded(0, 100_000, 100),
  MAX_FILTER_COST: bounded(1, 1_000_000_000, 5_000_000),
  MAX_TOKENS: bounded(1, 100_000, 5_000),
  MAX_BODY_BYTES: bounded(1_024, 100_000_000, 256 * 1_024),
  MAX_REQUESTS_AT_ONCE: bounded(1, 10_000, 64),
  MAX_HEAVY_AT_ONCE: bounded(1, 1_000, 2),
  HEAVY_COMPLEXITY: bounded(1, 1_000_000_000, 100_000),
  MAX_WAITING: bounded(0, 100_000, 500),
  MAX_WAIT_MS: bounded(0, 600_000, 5_000),
  RESPONSE_CACHE_BYTES: bounded(0, 100_000_000_000, 64 * 1_024 * 1_024),
  // Some 25 times England, in about 660 MB.
  SNAPSHOT_MAX_FACTS: bounded(0, 100_000_000, 500_000),
  SNAPSHOT_MAX_STALENESS_MS: whole(0, 600_000, "such as 1000").default(0),
});
/** The variables that are read. */
export const settingNames = Object.keys(environment.shape);
type Environment = z.infer<typeof environment>;

/** Which engine keeps the graph, and where. */
export type GraphSettings =
  | {
      readonly kind: "neo4j";
      readonly uri: string;
      readonly user: string;
      readonly password: string;
      readonly database?: string | undefined;
    }
  | { readonly kind: "embedded"; readonly file: string };

/** What one request may ask for, before any of it is run. */
export interface Limits {
  readonly depth: number;
  readonly complexity: number;
  readonly breadth: number;
  readonly aliases: number;
  /** How many things the conditions of all its filters may be put to. */
  readonly filterCost: number;
  readonly tokens: number;
  readonly bodyBytes: number;
}

export interface Settings extends OperationsSettings {
  readonly host: string;
  readonly port: number;
  /** The day that a question without asOf is about; the dataset's reference date where absent. */
  readonly defaultAsOf?: IsoDate | undefined;
  readonly graph: GraphSettings;
  /** Nothing is written to the graph, nor beside it. */
  readonly readOnly: boolean;
  /** What a server fills an empty graph with; where absent, the state of the graph decides: see `seedingOf`. */
  readonly seed?: Environment["SEED"];
  readonly logLevel: Environment["LOG_LEVEL"];
  readonly corsOrigins: "*" | readonly string[];
  /** Where clients reach the server, without a path; where absent, what each request names. */
  readonly publicUrl?: string | undefined;
  /** Hosts that requests may name beside those of this machine and of publicUrl. */
  readonly allowedHosts: "*" | readonly string[];
  /** Who may do what. */
  readonly auth: AuthSettings;
  readonly statementTimeLimitMs: number;
  readonly requestDeadlineMs: number;
  readonly limits: Limits;
  readonly admission: AdmissionSettings;
  /** How much memory answers may take that are kept while the graph stays as it is; 0 for none. */
  readonly responseCacheBytes: number;
  /** How many facts a snapshot of the graph in this process may hold; 0 for none. */
  readonly snapshotMaxFacts: number;
  /** By how much an answer out of the snapshot may be behind the graph; at 0 every request asks the graph for its revision. */
  readonly snapshotMaxStalenessMs: number;
  /** A sentence for each setting that was given by a name of earlier releases. */
  readonly deprecations: readonly string[];
}

/**
 * Reads every setting from the environment; an empty variable counts as not set.
 * @throws BadUserInput with one sentence for each wrong setting; passwords are never in it
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const { given, deprecations, givenAs } = renamed(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")),
  );
  const read = environment.safeParse(given);
  if (!read.success) {
    const wrong = new Map(read.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    throw new BadUserInput(
      [...wrong].map(([name, expected]) => refusal(givenAs(name), given[name], expected)).join("\n"),
    );
  }
  const values = read.data;
  refuseSeedUnread(values);
  return {
    host: values.HOST,
    port: values.PORT,
    defaultAsOf: values.DEFAULT_AS_OF,
    graph: graphSettings(values),
    readOnly: values.GRAPH_READ_ONLY,
    seed: values.SEED,
    logLevel: values.LOG_LEVEL,
    corsOrigins: values.CORS_ORIGINS,
    publicUrl: values.PUBLIC_URL,
    allowedHosts: values.ALLOWED_HOSTS,
    auth: authSettings(values),
    ...operationsSettings(values),
    statementTimeLimitMs: values.STATEMENT_TIME_LIMIT_MS,
    requestDeadlineMs: values.REQUEST_DEADLINE_MS,
    limits: {
      depth: values.MAX_DEPTH,
      complexity: values.MAX_COMPLEXITY,
      breadth: values.MAX_BREADTH,
      aliases: values.MAX_ALIASES,
      filterCost: values.MAX_FILTER_COST,
      tokens: values.MAX_TOKENS,
      bodyBytes: values.MAX_BODY_BYTES,
    },
    admission: {
      requestsAtOnce: values.MAX_REQUESTS_AT_ONCE,
      heavyAtOnce: values.MAX_HEAVY_AT_ONCE,
      heavyComplexity: values.HEAVY_COMPLEXITY,
      waiting: values.MAX_WAITING,
      waitMs: values.MAX_WAIT_MS,
    },
    responseCacheBytes: values.RESPONSE_CACHE_BYTES,
    snapshotMaxStalenessMs: values.SNAPSHOT_MAX_STALENESS_MS,
    snapshotMaxFacts: values.SNAPSHOT_MAX_FACTS,
    deprecations,
  };
}

/** Settings by the names that they had, until the release after the one that renamed them. */
const formerNames: Readonly<Record<string, keyof Environment>> = {
  KEPT_ANSWERS_BYTES: "RESPONSE_CACHE_BYTES",
  REPLICA_FACTS: "SNAPSHOT_MAX_FACTS",
  REPLICA_BEHIND_MS: "SNAPSHOT_MAX_STALENESS_MS",
};

/** What was given, by the names of today; the name of today counts where both are given. */
function renamed(env: Readonly<Record<string, string | undefined>>) {
  const former = Object.entries(formerNames).filter(([old]) => env[old] !== undefined);
  const given = { ...Object.fromEntries(former.map(([old, name]) => [name, env[old]])), ...env };
  const deprecations = former.map(([old, name]) =>
    env[name] === undefined
      ? `${old} is called ${name} now: it still counts, and will not in a later release.`
      : `${old} is called ${name} now: as both are set, ${name} counts.`,
  );
  const givenAs = (name: string) =>
    env[name] === undefined ? (former.find(([, today]) => today === name)?.[0] ?? name) : name;
  return { given, deprecations, givenAs };
}

function refuseSeedUnread({ GRAPH_READ_ONLY, SEED }: Environment): void {
  if (!GRAPH_READ_ONLY || SEED === undefined || SEED === "none") return;
  throw new BadUserInput(
    `SEED=${SEED} fills an empty graph, and GRAPH_READ_ONLY=1 writes nothing: expected one of them, or SEED=none.`,
  );
}

function graphSettings(values: Environment): GraphSettings {
  if (values.NEO4J_URI === undefined) return { kind: "embedded", file: values.GRAPH_FILE };
  if (values.NEO4J_PASSWORD === undefined) {
    throw new BadUserInput(
      "NEO4J_PASSWORD is not set, but NEO4J_URI is: expected the password of NEO4J_USER, or any text where Neo4j runs without passwords.",
    );
  }
  return {
    kind: "neo4j",
    uri: values.NEO4J_URI,
    user: values.NEO4J_USER,
    password: values.NEO4J_PASSWORD,
    database: values.NEO4J_DATABASE,
  };
}

const addresses = /^(NEO4J_URI|AUTH_JWKS_URL|OTEL_\w+)$/;

function refusal(name: string, value: string | undefined, expected: string): string {
  // An address with an "@" may hold a password.
  const secret = name === "NEO4J_PASSWORD" || (addresses.test(name) && value?.includes("@"));
  const shown = secret ? "(not shown)" : JSON.stringify(value?.slice(0, 100));
  return `${name} holds ${shown}: expected ${expected}.`;
}
