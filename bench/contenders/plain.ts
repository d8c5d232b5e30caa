import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import Fastify from "fastify";
import { buildSchema, execute, parse, validate } from "graphql";
import type { Contender } from "./contender.ts";
import { plainQueries } from "./plain-objects.ts";

/** The limit: objects that hold each other, under this server's schema, resolved by graphql-js and nothing else. */
export async function startPlain(): Promise<Contender> {
  const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
  const rootValue = plainQueries();
  const apollo = new ApolloServer({ schema, rootValue: () => rootValue, stopOnTerminationSignals: false });
  await apollo.start();
  const http = Fastify();
  http.post("/graphql", fastifyApolloHandler(apollo));
  const url = await http.listen({ host: "127.0.0.1", port: 0 });
  return {
    url: `${url}/graphql`,
    parse,
    validate: (document) => validate(schema, document),
    execute: (document, variableValues) =>
      execute({ schema, document, rootValue, variableValues: { ...variableValues } }),
    stop: () => http.close(),
  };
}
