import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { FastifyBaseLogger } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Turns } from "../graph/work.ts";
import type { AdmissionSettings } from "./admission.ts";
import { conditionalGetPlugin } from "./conditional-get.ts";
import { executionPlugin } from "./execution-plugin.ts";
import { formatError } from "./format-error.ts";
import { reachedGraphqlPlugin } from "./json-status.ts";
import { stringifyResult } from "./json-text.ts";
import { limitsPlugin } from "./limits.ts";
import { overloadedPlugin } from "./overloaded.ts";
import { type FaultReporter, faultsPlugin } from "./report-fault.ts";
import { reproduciblePlugin } from "./reproducible.ts";
import { createResponseCache } from "./response-cache.ts";
import type { Limits } from "./settings.ts";

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly admission: AdmissionSettings;
  readonly responseCacheBytes: number;
  readonly turns: Turns;
  readonly log: FastifyBaseLogger;
  readonly faults: FaultReporter;
  /** Told which operation each request asked for. */
  readonly askedOperations: ApolloServerPlugin;
}

/** Apollo Server as this product runs it: it sends nothing to anybody, and shows clients no stack traces. */
export function createApollo({
  schema,
  limits,
  admission,
  responseCacheBytes,
  turns,
  log,
  faults,
  askedOperations,
}: ApolloOptions): ApolloServer {
  const kept = createResponseCache(responseCacheBytes);
  return new ApolloServer({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    cache: "bounded",
    parseOptions: { maxTokens: limits.tokens },
    logger: log,
    stringifyResult,
    formatError: (formatted, error) => formatError(formatted, error, faults, schema),
    plugins: [
      reachedGraphqlPlugin,
      askedOperations,
      faultsPlugin(faults),
      limitsPlugin(limits, admission, kept, turns),
      overloadedPlugin,
      reproduciblePlugin,
      conditionalGetPlugin(schema),
      executionPlugin(schema, kept, turns),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      // Its cache hints are not used, and it would wrap every resolver of every request.
      ApolloServerPluginCacheControlDisabled(),
    ] satisfies ApolloServerPlugin[],
  });
}
