import { graphql } from "graphql";
import type { Graph } from "../../src/graph/graph.ts";
import { parseDate } from "../../src/model/dates.ts";
import type { PublicError } from "../../src/model/errors.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { schema } from "../../src/schema/schema.ts";
import { reader } from "../callers.ts";

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

/** Asks a graph and answers data and errors. */
export function tryAsk(
  graph: Graph,
  source: string,
  variables: Record<string, unknown> = {},
  statements: string[] = [],
) {
  const contextValue = createContext({
    graph,
    caller: reader,
    requestId: "test",
    defaultAsOf: parseDate("2011-04-01"),
    observe: ({ name }) => statements.push(name),
  });
  return graphql({ schema, source, variableValues: variables, contextValue });
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
