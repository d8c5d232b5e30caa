import neo4j, { Neo4jError } from "neo4j-driver";
import { Overloaded, Unavailable } from "../model/errors.ts";

/** How many connections a process keeps to Neo4j: the driver's usual number. */
export const maxConnections = 100;

const unreachableCodes = new Set([
  neo4j.error.SERVICE_UNAVAILABLE,
  neo4j.error.SESSION_EXPIRED,
  "Neo.TransientError.General.DatabaseUnavailable",
]);

const refusedCodes = new Set([
  "Neo.ClientError.Security.Unauthorized",
  "Neo.ClientError.Security.AuthenticationRateLimit",
  "Neo.ClientError.Security.CredentialsExpired",
  "Neo.ClientError.Security.Forbidden",
]);

/** The driver gives this one no code of its own. */
const noConnection = /^Connection acquisition timed out .*Active conn count = (\d+)/;

/** What a fault of Neo4j or of the way to it means for whoever asked; a fault that is ours stays as it is. */
export function publicFault(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const unavailable = (message: string) => new Unavailable(message, {}, { cause: error });
  const { code, message } = error;
  const active = noConnection.exec(message)?.[1];
  if (active !== undefined && Number(active) >= maxConnections) {
    return new Overloaded(
      "The graph has as many questions to answer as it can take. Try again in a few seconds.",
      { retryAfterSeconds: 5 },
      { cause: error },
    );
  }
  if (isOutOfMemory(error)) {
    return unavailable(
      "The graph has not enough memory to answer this. Ask for less at once, such as a smaller page with first or a narrower where; whoever runs the graph can give Neo4j more (server.memory.heap.max_size).",
    );
  }
  if (code.includes("TransactionTimedOut"))
    return unavailable("The graph did not answer in time. Ask for less at once.");
  if (refusedCodes.has(code)) {
    return unavailable(
      "The graph does not accept the user and password of this program: whoever runs it sets NEO4J_USER and NEO4J_PASSWORD.",
    );
  }
  if (code === "Neo.ClientError.Database.DatabaseNotFound") {
    return unavailable(
      "The graph's server has no such database: whoever runs this program sets NEO4J_DATABASE.",
    );
  }
  const expected = unreachableCodes.has(code) || error.retriable || active !== undefined;
  return expected ? unavailable("The graph cannot be reached at the moment. Try again soon.") : error;
}

export const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Neo4jError && /\.(\w*OutOfMemory\w*|TransactionMemoryLimit)$/.test(error.code);

/** Whether what failed may go well if it is simply done again. */
export const canBeTriedAgain = (error: unknown): boolean =>
  error instanceof Neo4jError && error.retriable && !isOutOfMemory(error);

/** Whether the server itself said that it did not commit. Where a cluster could not agree, it may have. */
export const isRefusedCommit = (error: unknown): boolean =>
  error instanceof Neo4jError && /^Neo\.(Client|Transient)Error\.(?!Cluster\.)/.test(error.code);
