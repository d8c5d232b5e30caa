import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyStaticOptions } from "@fastify/static";

/**
 * The folder of a page's bundle; undefined where it was not built.
 * From dist/server it is beside this folder; from src/server, where TypeScript runs unbuilt, in dist.
 */
export function bundleFolder(name: "graphiql" | "web"): string | undefined {
  const candidates = [`../${name}`, `../../dist/${name}`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find((folder) => existsSync(`${folder}/assets`));
}

/** Names in assets/ hold a digest of what is in the file; the page itself is asked for again each time. */
export const cacheByDigest: Pick<FastifyStaticOptions, "cacheControl" | "setHeaders"> = {
  cacheControl: false,
  setHeaders(response, path) {
    const cacheable = /[\\/]assets[\\/]/.test(path);
    response.setHeader("cache-control", cacheable ? "public, max-age=31536000, immutable" : "no-cache");
  },
};
