import { graphql } from "graphql";
import type { Graph } from "../../src/graph/graph.ts";
import { statedCoverage } from "../../src/graph/statements/dataset.ts";
import type { Caller } from "../../src/model/caller.ts";
import { parseDate } from "../../src/model/dates.ts";
import type { PublicError } from "../../src/model/errors.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { schema } from "../../src/schema/schema.ts";
import { datasetRead } from "../../src/server/reproducible.ts";
import { curator, reader } from "../callers.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
type Answer = any;

/** Asks a graph and answers the data; fails on any error. Statements that ran are appended to `statements`. */
export async function ask(
  graph: Graph,
  source: string,
  variables: Record<string, unknown> = {},
  statements: string[] = [],
): Promise<Answer> {
  const { data, errors } = await tryAsk(graph, source, variables, statements);
  if (errors)
    throw new Error(errors.map(({ message }) => message).join("\n"), { cause: errors[0]?.originalError });
  // A copy through JSON is what a client sees: graphql-js answers objects without a prototype.
  return JSON.parse(JSON.stringify(data));
}

/** The id of an organisation as a graph answers it that does not know its own name; what is given need not make sense. */
export const idOf = (code: string, { asOf = "2011-04-01", knownAt = "" } = {}): string =>
  Buffer.from(`/${asOf}/${knownAt}//${code}`).toString("base64url");

/** Asks a graph and answers data and errors. */
export async function tryAsk(
  graph: Graph,
  source: string,
  variables: Record<string, unknown> = {},
  statements: string[] = [],
  caller: Caller = reader,
) {
  const contextValue = await contextOf(graph, caller, statements);
  return graphql({ schema, source, variableValues: variables, contextValue });
}

async function contextOf(graph: Graph, caller: Caller = reader, statements: string[] = []) {
  // As a server reads it before a request.
  const [coverage = []] = await graph.read(statedCoverage, {}).catch(() => []);
  return createContext({
    graph,
    coverage,
    caller,
    requestId: "test",
    defaultAsOf: parseDate("2011-04-01"),
    observe: ({ name }) => statements.push(name),
  });
}

/** What an answer says that it went beyond; fails on any error. */
export async function askedBeyond(graph: Graph, source: string): Promise<Answer> {
  const contextValue = await contextOf(graph);
  const { errors } = await graphql({ schema, source, contextValue });
  if (errors) throw new Error(errors.map(({ message }) => message).join("\n"));
  const { coverage = [] } = datasetRead(contextValue).dataset as { readonly coverage?: Answer };
  return coverage;
}

/** What a graph refuses, and in which words; fails where it answers. */
export async function refusal(graph: Graph, source: string, variables: Record<string, unknown> = {}) {
  const { errors, data } = await tryAsk(graph, source, variables);
  const [error] = errors ?? [];
  if (!error) throw new Error(`Answered: ${JSON.stringify(data)}`);
  const { originalError, extensions, message } = error;
  const { code, details } = (originalError ?? {}) as Partial<PublicError>;
  return { message, code: code ?? extensions.code, details };
}

const fact =
  "{ factId kind validFrom validTo recordedAt retractedAt confidence note source { code } assertedBy { code name } }";
const successes: Readonly<Record<string, string>> = {
  recordFacts: "... on FactsRecorded { count }",
  endFact: `... on FactEnded { fact ${fact} former ${fact} }`,
  retractFact: `... on FactRetracted { fact ${fact} }`,
  registerOrganisation: "... on OrganisationRegistered { organisation { code name } }",
  closeOrganisation: "... on OrganisationClosed { endedFacts organisation { code name closed } }",
};

/** The question that a mutation is, with all that it may answer. */
export function mutationOf(mutation: string): string {
  const type = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  return `mutation($input: ${type}Input!) { ${mutation}(input: $input) { __typename
    ... on Curated { revision recordedAt repeated auditRecord { sequence action who reason requestId assertedBy counts { facts retracted } } }
    ${successes[mutation] ?? `... on FactRecorded { fact ${fact} }`}
    ... on Refused { message }
    ... on InvalidInput { problems { path given expected message } }
    ... on RevisionConflict { revision since { sequence action } }
    ... on IdempotencyKeyReused { auditRecord { sequence } } } }`;
}

/** Changes a graph as a curator, and answers what the mutation did; fails on any error. */
export async function curate(
  graph: Graph,
  mutation: string,
  input: Record<string, unknown>,
  statements: string[] = [],
  caller: Caller = curator,
): Promise<Answer> {
  const { data, errors } = await tryAsk(graph, mutationOf(mutation), { input }, statements, caller);
  if (errors) throw errors[0]?.originalError ?? new Error(errors.map(({ message }) => message).join("\n"));
  return JSON.parse(JSON.stringify(data))[mutation];
}
