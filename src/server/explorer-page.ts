import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import { bundleFolder, cacheByDigest } from "./bundle.ts";
import type { HttpServer } from "./http.ts";
import { answerNotFound } from "./http-errors.ts";

/** The explorer's own addresses, such as /organisations/5PP: its router tells them apart, in the browser. */
const pages = [
  "england",
  "organisations",
  "find",
  "beside",
  "flows",
  "orphans",
  "compare",
  "conflicts",
  "search",
  "curate",
];

/** Serves the explorer at / and at each of its addresses; where it was not built, / leads to GraphiQL. */
export async function addExplorer(http: HttpServer): Promise<void> {
  const root = bundleFolder("web");
  if (root === undefined) {
    http.get("/", (_request, reply) => reply.redirect("/graphiql/", 302));
    return;
  }
  await http.register(fastifyStatic, { root: `${root}/assets`, prefix: "/assets/", ...cacheByDigest });
  const sendPage = (request: FastifyRequest, reply: FastifyReply) => {
    // A missing picture or script is not the page.
    if (/\.\w+$/.test(request.url.split("?", 1)[0] ?? "")) return answerNotFound(request, reply);
    return reply.sendFile("index.html", root);
  };
  http.get("/", sendPage);
  for (const page of pages) {
    http.get(`/${page}`, sendPage);
    http.get(`/${page}/*`, sendPage);
  }
}
