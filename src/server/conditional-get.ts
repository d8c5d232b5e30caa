import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { matchesTag, tagOf } from "./entity-tag.ts";
import { namesItsRevision } from "./named-revision.ts";
import { programVersion } from "./program-version.ts";
import type { CacheContext } from "./response-cache.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** How its answer may be cached; undefined where it may not. */
    cachePolicy: CachePolicy | undefined;
  }
}

/** How an answer may be cached. */
interface CachePolicy {
  /** An ETag: the same one is the same answer. */
  readonly tag: string;
  /** Anybody's who asks; otherwise only for the one who asked. */
  readonly shared: boolean;
  /** It is the same for ever. */
  readonly immutable: boolean;
}

/** What a context brings of a request by GET. */
interface AskedByGet extends Partial<CacheContext> {
  readonly get?: FastifyRequest;
}

const version = programVersion();
/** Year by year is as good as for ever: https://www.rfc-editor.org/rfc/rfc8246 */
const yearSeconds = 365 * 24 * 60 * 60;

/**
 * Lets clients, and caches on their way, cache the answers to queries by GET. Each has an ETag over the graph, its revision,
 * the program's version, who asks and what: a request with that in If-None-Match is answered 304, and nothing is read for
 * it. An answer with an error is not cached.
 */
export function conditionalGetPlugin(schema: GraphQLSchema): ApolloServerPlugin {
  return {
    async requestDidStart({ request: { variables }, contextValue }) {
      const context = contextValue as AskedByGet;
      const { get } = context;
      if (!get) return;
      let cachePolicy: CachePolicy | undefined;
      return {
        async responseForOperation({ document, operation }) {
          cachePolicy = cachePolicyOf(context, get, {
            schema,
            document,
            operation,
            variables: variables ?? {},
          });
          if (!cachePolicy || !matchesTag(get.headers["if-none-match"], cachePolicy.tag)) return null;
          const http = { status: 304, headers: new HeaderMap() };
          return { http, body: { kind: "single", singleResult: { data: null } } };
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind === "single" && !body.singleResult.errors) get.cachePolicy = cachePolicy;
        },
      };
    },
  };
}

/** Sends the headers by which the answer is cached, and no body with a 304. */
export function setCacheHeaders({ cachePolicy }: FastifyRequest, reply: FastifyReply): void {
  if (!cachePolicy) return;
  const whose = cachePolicy.shared ? "public" : "private";
  void reply.header("etag", cachePolicy.tag);
  void reply.header(
    "cache-control",
    cachePolicy.immutable ? `${whose}, max-age=${yearSeconds}, immutable` : `${whose}, no-cache`,
  );
  const before = reply.getHeader("vary");
  void reply.header("vary", [...(before ? [before] : []), "accept", "authorization"].join(", "));
  if (reply.statusCode === 304)
    for (const name of ["content-type", "content-length"]) reply.removeHeader(name);
}

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

function cachePolicyOf(
  { state, caller }: AskedByGet,
  { url, headers, query }: FastifyRequest,
  asked: Operation,
): CachePolicy | undefined {
  // It is not known what is read.
  if (state === undefined || state.revision === null || caller === undefined) return undefined;
  // Something in front may sign people in by cookies.
  const isAnonymous = headers.authorization === undefined && headers.cookie === undefined;
  const pinsVersion = (query as Record<string, unknown>).version === version;
  return {
    tag: tagOf([state, version, caller, url, headers.accept ?? null]),
    shared: isAnonymous,
    immutable: isAnonymous && pinsVersion && namesItsRevision(asked),
  };
}
