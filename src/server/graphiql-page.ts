import fastifyStatic from "@fastify/static";
import { bundleFolder, cacheByDigest } from "./bundle.ts";
import type { HttpServer } from "./http.ts";

const notBuilt =
  "GraphiQL is not in this copy of commissioning-graph: build it with `npm run build`. The API itself is at /graphql.\n";

/** Serves the GraphiQL page from the bundle that the package brings. */
export async function addGraphiql(http: HttpServer): Promise<void> {
  // What follows the name may be a shared query.
  http.get("/graphiql", ({ url }, reply) => reply.redirect(url.replace("/graphiql", "/graphiql/"), 302));
  const root = bundleFolder("graphiql");
  if (root === undefined) {
    http.get("/graphiql/", (_request, reply) => reply.code(404).type("text/plain").send(notBuilt));
    return;
  }
  await http.register(fastifyStatic, {
    root,
    prefix: "/graphiql/",
    decorateReply: false,
    ...cacheByDigest,
  });
}
