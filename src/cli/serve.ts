import { once } from "node:events";
import type { RunningServer } from "../server/start-server.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, type ExitCode, exitCodes } from "./command-context.ts";
import { progressBar } from "./progress.ts";
import { sayFailure } from "./report-failure.ts";
import { surviveUnhandledRejections } from "./unhandled-rejections.ts";

/** Settings by their names, and what they are, with what they are where absent. */
const settingMeanings: readonly (readonly [names: string, meaning: string])[] = [
  ["HOST, PORT", "where to listen (127.0.0.1, 4000; port 0 is any free one)"],
  ["GRAPH_FILE", "the embedded graph's file (.data/commissioning.grafeo)"],
  ["GRAPH_READ_ONLY", "1: the file is only read, by as many processes as there are; nothing is written (0)"],
  [
    "SEED",
    "what an empty graph is filled with: demonstration, facts or none (demonstration where the file of the graph never held anything, else none)",
  ],
  [
    "NEO4J_URI",
    "bolt:// or neo4j:// of a server to use instead, with NEO4J_PASSWORD, NEO4J_USER (neo4j) and NEO4J_DATABASE",
  ],
  ["DEFAULT_AS_OF", "the day a question without asOf is about (the dataset's reference date)"],
  ["CORS_ORIGINS", "web origins whose pages may ask, divided by commas, or * (none)"],
  ["PUBLIC_URL", "where clients reach the server, where something stands in front of it"],
  [
    "ALLOWED_HOSTS",
    "hosts that requests may name, divided by commas, or *: beside this machine's and PUBLIC_URL's (none where HOST is of this machine alone, and all elsewhere)",
  ],
  ["REQUIRE_AUTH", "write, or read: reading needs a credential too (write)"],
  ["AUTH_TOKENS", 'on or off: whether tokens of "commissioning token create" are accepted (on)'],
  [
    "AUTH_JWKS_URL",
    "keys of an identity provider whose JWTs are accepted, with AUTH_ISSUER, AUTH_AUDIENCE, AUTH_ROLE_CLAIM (roles) and AUTH_ROLE_MAP, such as data-team=curator,admins=administrator (the roles' own names)",
  ],
  ["LOG_LEVEL", "trace, debug, info, warn, error, fatal or silent (info)"],
  ["STATEMENT_TIME_LIMIT_MS, REQUEST_DEADLINE_MS", "(10000, 15000)"],
  ["MAX_DEPTH, MAX_COMPLEXITY, MAX_BREADTH, MAX_ALIASES", "(20, 600000, 1000, 100)"],
  ["MAX_FILTER_COST", "(5000000)"],
  ["MAX_TOKENS, MAX_BODY_BYTES", "(5000, 262144)"],
  ["MAX_REQUESTS_AT_ONCE", "requests that are answered at once (64)"],
  [
    "MAX_HEAVY_AT_ONCE",
    "and, beside them, heavy ones, exports and commands (2): heavy is a query that may touch more values than HEAVY_COMPLEXITY (100000)",
  ],
  [
    "MAX_WAITING, MAX_WAIT_MS",
    "how many wait for their turn, and how long, before they are refused with 503 (500, 5000)",
  ],
  [
    "RATE_LIMIT_CALLER",
    "values that a credential may ask for in a minute, such as 6000000; 0 for no limit (0)",
  ],
  ["RATE_LIMIT_ADDRESS", "the same of an address, for those without a credential (0)"],
  [
    "TRUST_PROXY",
    "proxies whose X-Forwarded-For is believed, divided by commas, such as loopback,10.0.0.0/8 (none)",
  ],
  ["DRAIN_MS", "for how long /readyz says 503 at a stop before no more requests are taken (0)"],
  ["METRICS_PORT", "where /metrics is served, of METRICS_HOST (nowhere; 127.0.0.1)"],
  [
    "OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "the collector that traces are sent to (none), as OpenTelemetry has it; OTEL_SDK_DISABLED and OTEL_TRACES_EXPORTER turn them off",
  ],
  [
    "SNAPSHOT_MAX_FACTS",
    "facts that a snapshot of the graph in this process may hold, from which reads are answered; 0 for none (500000)",
  ],
  [
    "SNAPSHOT_MAX_STALENESS_MS",
    "by how much an answer out of the snapshot may be behind what others write to Neo4j; at 0 every request asks Neo4j for its revision (0)",
  ],
  [
    "RESPONSE_CACHE_BYTES",
    "memory for answers that are kept while the graph stays as it is; 0 for none (67108864)",
  ],
];
const widestNames = 25;

function settingText([names, meaning]: (typeof settingMeanings)[number]): string {
  const margin = " ".repeat(widestNames + 4);
  return names.length > widestNames
    ? `  ${names}\n${margin}${meaning}`
    : `  ${names.padEnd(widestNames)}  ${meaning}`;
}

const help = `
Settings, all optional, from the environment:
${settingMeanings.map(settingText).join("\n")}

Paths: /graphql, /graphiql, /export, /reconcile, /livez, /readyz. SIGTERM and Ctrl-C let requests in flight finish.

Example:
  PORT=4001 commissioning serve`;

/** Adds `serve`: the API and GraphiQL until the process is told to stop. */
export const addServeCommand: AddCommand = (program, { actHere }) => {
  program
    .command("serve")
    .description(
      "serve the graph over GraphQL, with GraphiQL at /graphiql; settings come from the environment",
    )
    .addHelpText("after", help)
    .action(actHere(serve));
};

async function serve(context: CommandContext) {
  // Only serving needs it, and it is a third of what the program loads.
  const { startServer } = await import("../server/start-server.ts");
  const { application, settings, signal, stderr } = context;
  const bar = await progressBar(stderr, "Filling the graph");
  try {
    const server = await startServer(settings(), await application(), bar.onProgress);
    surviveUnhandledRejections(server.reportUnhandled);
    if (!signal.aborted) await once(signal, "abort");
    return await stopped(context, server);
  } finally {
    bar.stop();
  }
}

/** The log has it too; but who looks at the exit code alone is to see that something is left to do. */
async function stopped(context: CommandContext, server: RunningServer): Promise<ExitCode> {
  try {
    await server.stop();
    return exitCodes.done;
  } catch (error) {
    sayFailure(error, context);
    return exitCodes.notRun;
  }
}
