import { readFileSync } from "node:fs";
import { cpus, loadavg, platform, release, totalmem } from "node:os";

/** What the figures depend on. */
export function machine(): Record<string, string> {
  const [first] = cpus();
  return {
    Processor: `${cpus().length} × ${first?.model.trim() ?? "unknown"}`,
    Memory: `${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    System: `${platform()} ${release()}`,
    "Load before the run": loadavg()
      .map((load) => load.toFixed(1))
      .join(", "),
  };
}

const installed = (folder: string, name: string): string =>
  (
    JSON.parse(
      readFileSync(new URL(`${folder}/node_modules/${name}/package.json`, import.meta.url), "utf8"),
    ) as { version: string }
  ).version;

/** @param neo4j its version, as the server says */
export function versions(neo4j: string): Record<string, string> {
  const ours = (
    JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }
  ).version;
  return {
    Node: process.version,
    Neo4j: neo4j,
    "This server": `${ours}, with ${["graphql", "neo4j-driver", "@grafeo-db/js"].map((name) => `${name} ${installed("..", name)}`).join(", ")}`,
    "The peer": ["@neo4j/graphql", "graphql", "neo4j-driver"]
      .map((name) => `${name} ${installed("apart", name)}`)
      .join(", "),
  };
}
