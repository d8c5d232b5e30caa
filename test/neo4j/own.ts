import { inject } from "vitest";
import type { Neo4jAddress } from "./locate.ts";

/** A real Neo4j that suites use one after the other. */
export interface Neo4jInTurns extends Neo4jAddress {
  /** A port of this machine: whoever listens on it has its turn on this server. */
  readonly turn: number;
}

/** The Neo4j that the suites of this worker write in; null where the machine has none. */
export function ownNeo4j(): Neo4jInTurns | null {
  const servers = inject("neo4jToWrite");
  const worker = Number(process.env.VITEST_POOL_ID ?? 1);
  return servers[(worker - 1) % servers.length] ?? null;
}
