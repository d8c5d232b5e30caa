import type { ApolloServerPlugin } from "@apollo/server";
import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  BREAK,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from "graphql";
import { LRUCache } from "lru-cache";
import { Need, Rate, type Turns } from "../graph/work.ts";
import { QueryTooComplex } from "../model/errors.ts";
import type { AdmissionSettings, AdmittedPlace } from "./admission.ts";
import { selectedOf } from "./decide-directives.ts";
import { publicErrorIn } from "./format-error.ts";
import { nullForNonNull } from "./null-variables.ts";
import type { Allowance } from "./rate-limits.ts";
import { questionOf, type ResponseCache } from "./response-cache.ts";
import type { Limits } from "./settings.ts";

type DocumentLimits = Pick<Limits, "depth" | "complexity" | "breadth" | "aliases">;

/** What an operation asks for, in the units of the limits. */
type Measured = Readonly<Record<keyof DocumentLimits, number>>;

/** An operation that was asked: what it asks for with some variables, and how long that takes. */
interface Known {
  readonly measures: LRUCache<string, Measured>;
  readonly rate: Rate;
}

const refusals: Readonly<Record<keyof DocumentLimits, (actual: number, limit: number) => string>> = {
  depth: (actual, limit) =>
    `This query is ${actual} levels deep; at most ${limit} are allowed. Ask for the inner levels in a second request.`,
  complexity: (actual, limit) =>
    `This query costs as much as ${actual} values; at most ${limit} are allowed. Ask for smaller pages with "first", for fewer nested lists, or for fewer fields that read much, such as changes, conflicts or paths.`,
  breadth: (actual, limit) =>
    `This query selects ${actual} fields; at most ${limit} are allowed. Ask for them in several requests.`,
  aliases: (actual, limit) =>
    `This query has ${actual} aliases; at most ${limit} are allowed. Filter by a list of codes, or ask in several requests.`,
};

/** For how many values of its variables the measure of an operation is cached, and how long they may be as JSON. */
const maxCachedMeasures = 20;
const maxCachedKeyLength = 1_000;

/** What a context brings where requests take turns or places, and where a client may ask for so much in a while. */
interface Placed {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  readonly place?: AdmittedPlace;
  readonly allowance?: Allowance | undefined;
}

/**
 * Refuses an operation that asks for too much, before any of it runs, and has one that asks for much wait for its turn,
 * unless its answer is kept.
 * What it asks for depends on its variables alone.
 */
export function limitsPlugin(
  limits: DocumentLimits,
  { heavyComplexity }: Pick<AdmissionSettings, "heavyComplexity">,
  cache: Pick<ResponseCache, "has">,
  turns: Turns,
): ApolloServerPlugin {
  const known = new WeakMap<OperationDefinitionNode, Known>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, schema, contextValue, request, queryHash }) {
          if (!operation) return;
          const variables = request.variables ?? {};
          const wrongNull = nullForNonNull(schema, document, operation, variables);
          if (wrongNull) throw wrongNull;
          const { measures, rate } = known.get(operation) ?? newlyKnown();
          known.set(operation, { measures, rate });
          const key = JSON.stringify(variables);
          const measured =
            measures.get(key) ??
            measure(partThatRuns(document, operation, schema, variables), {
              schema,
              ctx: contextValue,
              variables,
            });
          if (key.length < maxCachedKeyLength) measures.set(key, measured);
          const refusal = refusalOf(measured, limits);
          if (refusal) throw asGraphqlError(refusal);
          const { signal, place, allowance } = contextValue as Placed;
          if (signal) turns.expect(signal, new Need(measured.complexity, rate));
          allowance?.charge(measured.complexity);
          if (measured.complexity <= heavyComplexity) return;
          if (cache.has(contextValue, questionOf({ operation, queryHash, request }))) return;
          await place?.becomeHeavy();
          // Reading a query as long as the limits allow takes a turn by itself.
          await turns.next(signal);
        },
        async willSendResponse({ contextValue }) {
          const { signal } = contextValue as Placed;
          if (signal) turns.answered(signal);
        },
      };
    },
  };
}

const newlyKnown = (): Known => ({ measures: new LRUCache({ max: maxCachedMeasures }), rate: new Rate() });

const withDirectives = new WeakMap<DocumentNode, boolean>();

/** Whether a document has a directive that may leave something out: looked up once, as it is asked again and again. */
function hasDirectives(document: DocumentNode): boolean {
  const before = withDirectives.get(document);
  if (before !== undefined) return before;
  let found = false;
  visit(document, {
    Directive() {
      found = true;
      return BREAK;
    },
  });
  withDirectives.set(document, found);
  return found;
}

/** What of a document will run: its operation, without what its directives leave out, which costs nothing. */
function partThatRuns(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): DocumentNode {
  if (!hasDirectives(document)) return onlyOperation(document, operation);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  // Variables that do not fit are refused in a moment, as running the operation would refuse them.
  const selected = coerced && selectedOf(document, operation, coerced);
  return selected?.document ?? onlyOperation(document, operation);
}

/** The complexity plugin measures the first operation of a document, which need not be the one that will run. */
function onlyOperation(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const definitions = document.definitions.filter(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
  );
  return { ...document, definitions };
}

function measure(
  document: DocumentNode,
  options: { schema: GraphQLSchema; ctx: object; variables: Record<string, unknown> },
): Measured {
  try {
    return { ...complexityFromQuery(document, options), aliases: aliasesIn(document) };
  } catch (error) {
    // Variables that do not fit their types: running the operation would refuse them in the same words.
    if (error instanceof GraphQLError) throw badVariables(error);
    throw error;
  }
}

function badVariables(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    originalError: publicErrorIn(error) ?? null,
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });
}

/** How many aliases a document writes; each lets the same field be asked for once more. */
export function aliasesIn(document: DocumentNode): number {
  let aliases = 0;
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD && node.alias) aliases++;
    },
  });
  return aliases;
}

function refusalOf(measured: Measured, limits: DocumentLimits): QueryTooComplex | undefined {
  for (const bound of ["aliases", "depth", "breadth", "complexity"] as const) {
    const actual = measured[bound];
    const limit = limits[bound];
    if (actual > limit) return new QueryTooComplex(refusals[bound](actual, limit), { bound, limit, actual });
  }
  return undefined;
}

function asGraphqlError(refusal: QueryTooComplex): GraphQLError {
  return new GraphQLError(refusal.message, { originalError: refusal, extensions: { http: { status: 400 } } });
}
