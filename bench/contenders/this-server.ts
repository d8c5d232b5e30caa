import { execute, getOperationAST, parse, validate } from "graphql";
import { parseDate } from "../../src/model/dates.ts";
import type { SnapshotGraph } from "../../src/snapshot/snapshot-graph.ts";
import { reader } from "../../test/callers.ts";
import type { Neo4jAddress } from "../../test/neo4j/locate.ts";
import { fillWithEnglands } from "../many-englands.ts";
import { clocks } from "../works/work.ts";
import {
  application,
  compiledQueries,
  createContext,
  datasetProperties,
  readSettings,
  schema,
  startServer,
} from "./built.ts";
import type { Contender } from "./contender.ts";

export interface Served {
  /** The Neo4j; embedded in memory where there is none. */
  readonly address: Neo4jAddress | null;
  readonly englands: number;
  /** Whether reads are answered from a snapshot in its process. */
  readonly replica: boolean;
}

/** This server as the program starts it, on a Neo4j or embedded in memory; it fills an empty graph with Englands. */
export async function startThisServer({ address, englands, replica }: Served): Promise<Contender> {
  const server = await startServer(
    readSettings({
      PORT: "0",
      LOG_LEVEL: "silent",
      DEFAULT_AS_OF: clocks.asOf,
      // A busy machine makes the first plan of a statement slow, which is not what is measured.
      STATEMENT_TIME_LIMIT_MS: "60000",
      REQUEST_DEADLINE_MS: "60000",
      // Every question but the first would be answered from what was kept.
      RESPONSE_CACHE_BYTES: "0",
      SNAPSHOT_MAX_FACTS: replica ? "2000000" : "0",
      ...(address
        ? {
            NEO4J_URI: address.uri,
            NEO4J_USER: address.user,
            NEO4J_PASSWORD: address.password,
            SEED: "demonstration",
          }
        : { GRAPH_FILE: ":memory:" }),
    }),
    { ...application, seedGraph: (graph) => fillWithEnglands(graph, englands) },
  );
  const { graph } = server;
  if ("refresh" in graph) await (graph as SnapshotGraph).refresh();
  const defaultAsOf = parseDate(clocks.asOf);
  const compiled = compiledQueries(schema);
  // A server asks for it at every request.
  const revision = async () => (await graph.read(datasetProperties, {}))[0]?.revision ?? null;
  return {
    url: `${server.url}/graphql`,
    parse,
    validate: (document) => validate(schema, document),
    async execute(document, given) {
      const variables = { ...given };
      const contextValue = createContext({
        ...{ graph, caller: reader, requestId: "bench", defaultAsOf },
        revision: replica ? await revision() : null,
      });
      const operation = getOperationAST(document);
      const data = operation && (await compiled({ document, operation, contextValue, variables }));
      return data ? { data } : execute({ schema, document, variableValues: variables, contextValue });
    },
    stop: () => server.stop(),
  };
}
