import type { DocumentNode, ExecutionResult } from "graphql";
import type { Neo4jAddress } from "../../test/neo4j/locate.ts";

/** `@neo4j/graphql` on a Neo4j, with the copy of graphql that it was installed with. */
export interface Peer {
  readonly url: string;
  parse(query: string): DocumentNode;
  validate(document: DocumentNode): readonly Error[];
  execute(document: DocumentNode, variables: object): ExecutionResult | Promise<ExecutionResult>;
  stop(): Promise<void>;
}

export function startPeer(address: Neo4jAddress, port?: number): Promise<Peer>;
