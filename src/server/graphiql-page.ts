import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { HttpServer } from "./http.ts";

const notBuilt =
  "GraphiQL is not in this copy of commissioning-graph: build it with `npx vite build`. The API itself is at /graphql.\n";

/** Serves the GraphiQL page from the bundle that the package brings, and leads visitors of / to it. */
export async function addGraphiql(http: HttpServer): Promise<void> {
  http.get("/", (_request, reply) => reply.redirect("/graphiql/", 302));
  // What follows the name may be a shared query.
  http.get("/graphiql", ({ url }, reply) => reply.redirect(url.replace("/graphiql", "/graphiql/"), 302));
  const root = bundleFolder();
  if (root === undefined) {
    http.get("/graphiql/", (_request, reply) => reply.code(404).type("text/plain").send(notBuilt));
    return;
  }
  await http.register(fastifyStatic, {
    root,
    prefix: "/graphiql/",
    cacheControl: false,
    setHeaders(response, path) {
      // Names in assets/ hold a digest of what is in the file.
      const cacheable = /[\\/]assets[\\/]/.test(path);
      response.setHeader("cache-control", cacheable ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}

/** From dist/server it is ../graphiql; from src/server, where TypeScript runs unbuilt, ../../dist/graphiql. */
function bundleFolder(): string | undefined {
  const candidates = ["../graphiql", "../../dist/graphiql"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find((folder) => existsSync(`${folder}/assets`));
}
