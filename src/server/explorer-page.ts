import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import { bundleFolder, cacheByDigest } from "./bundle.ts";
import { contentSecurity } from "./content-security.ts";
import type { HttpServer } from "./http.ts";
import { answerNotFound } from "./http-errors.ts";

const framedByAnybody = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { ...contentSecurity.directives, frameAncestors: ["*"] },
  },
  frameguard: false,
};

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
  "story",
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
  // One page for other sites to show in a frame; it links to the explorer, and is given no credential.
  http.get("/embed", { helmet: framedByAnybody }, sendPage);
  // An address that a person mistyped is a page too; a program is told so in JSON.
  http.get("/*", (request, reply) => {
    const isPerson = (request.headers.accept ?? "").includes("text/html");
    return isPerson ? sendPage(request, reply.code(404)) : answerNotFound(request, reply);
  });
  for (const page of pages) {
    http.get(`/${page}`, sendPage);
    http.get(`/${page}/*`, sendPage);
  }
}
