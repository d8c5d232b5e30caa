// The peer with its own graphql, which no other module of the benchmark may meet: graphql refuses a second copy of itself.
import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { Neo4jGraphQL } from "@neo4j/graphql";
import Fastify from "fastify";
import { execute, parse, validate } from "graphql";
import neo4j from "neo4j-driver";

/** See peer.d.mts. */
export async function startPeer({ uri, user, password }, port = 0) {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const typeDefs = readFileSync(new URL("peer.graphql", import.meta.url), "utf8");
  // Without these it cannot compare dates, which are ISO text in this graph.
  const features = { filters: { String: { LTE: true, GTE: true, GT: true } } };
  const schema = await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema();
  const apollo = new ApolloServer({ schema, stopOnTerminationSignals: false });
  await apollo.start();
  const http = Fastify();
  http.post("/graphql", fastifyApolloHandler(apollo));
  const url = await http.listen({ host: "127.0.0.1", port });
  return {
    url: `${url}/graphql`,
    parse,
    validate: (document) => validate(schema, document),
    execute: (document, variableValues) => execute({ schema, document, variableValues, contextValue: {} }),
    stop: async () => {
      await http.close();
      await driver.close();
    },
  };
}
