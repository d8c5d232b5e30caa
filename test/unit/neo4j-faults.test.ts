import { Neo4jError } from "neo4j-driver";
import { expect, it } from "vitest";
import { canBeTriedAgain, maxConnections, publicFault } from "../../src/graph/neo4j-faults.ts";
import { PublicError } from "../../src/model/errors.ts";

const fault = (code: string, message = "in Neo4j's words") => new Neo4jError(message, code, "", "");
const poolError = (active: number) =>
  fault(
    "N/A",
    `Connection acquisition timed out in 3000 ms. Pool status: Active conn count = ${active}, Idle conn count = 0.`,
  );

const faults = {
  memory: fault("Neo.TransientError.General.MemoryPoolOutOfMemoryError"),
  time: fault("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"),
  unreachable: fault("ServiceUnavailable"),
  password: fault("Neo.ClientError.Security.Unauthorized"),
  database: fault("Neo.ClientError.Database.DatabaseNotFound"),
  busy: poolError(maxConnections),
};
const said = (error: Error) => {
  const told = publicFault(error);
  if (!(told instanceof PublicError)) throw error;
  return `${told.code}: ${told.message}`;
};

it("each fault of the graph is a sentence of its own, which says what to do, and nothing in Neo4j's words", () => {
  const sentences = Object.values(faults).map(said);
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(sentences.join()).not.toContain("in Neo4j's words");
  expect(said(faults.memory)).toMatch(/^UNAVAILABLE: .*memory.* Ask for less at once/);
  expect(said(faults.time)).toMatch(/^UNAVAILABLE: .*in time\. Ask for less at once/);
  expect(said(faults.unreachable)).toMatch(/^UNAVAILABLE: .*cannot be reached.* Try again soon/);
  expect(said(faults.password)).toMatch(/^UNAVAILABLE: .*NEO4J_USER and NEO4J_PASSWORD/);
  expect(said(faults.busy)).toMatch(/^OVERLOADED: .*Try again in a few seconds/);
});

it("a pool that is not used up has no connection because there is none to be had", () => {
  expect(said(poolError(3))).toBe(said(faults.unreachable));
});

it("what took too much memory is not tried again", () => {
  expect(
    [faults.memory, faults.unreachable, fault("Neo.TransientError.Transaction.DeadlockDetected")].map(
      canBeTriedAgain,
    ),
  ).toEqual([false, true, true]);
});

it("a fault of ours stays as it is", () => {
  const ours = fault("Neo.ClientError.Statement.SyntaxError");
  expect(publicFault(ours)).toBe(ours);
});
