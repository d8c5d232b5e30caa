import type { DocumentNode, ExecutionResult } from "graphql";
import type { JsonObject, Paging, Question } from "../works/work.ts";

export const contenderNames = ["neo4j", "replica", "embedded", "peer", "plain"] as const;
export type ContenderName = (typeof contenderNames)[number];

/** What they are called in RESULTS.md. */
export const contenderTitles: Readonly<Record<ContenderName, string>> = {
  neo4j: "this server, Neo4j",
  replica: "this server, Neo4j with a snapshot",
  embedded: "this server, embedded",
  peer: "@neo4j/graphql",
  plain: "plain objects",
};

/** Something that answers GraphQL, in its process and over HTTP. */
export interface Contender {
  readonly url: string;
  parse(query: string): DocumentNode;
  validate(document: DocumentNode): readonly Error[];
  execute(document: DocumentNode, variables: object): ExecutionResult | Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/** Asks until the last page. @param send asks once, and answers the data */
export async function askAll(
  { query, variables, paging }: Question,
  send: (query: string, variables: JsonObject) => Promise<JsonObject>,
): Promise<JsonObject[]> {
  if (!paging) return [await send(query, variables)];
  const pages: JsonObject[] = [];
  for (let from: JsonObject | null = firstPage(paging); from; from = nextPage(paging, pages)) {
    pages.push(await send(query, { ...variables, ...from, counted: pages.length === 0 }));
  }
  return pages;
}

const firstPage = ({ by }: Paging): JsonObject => (by === "cursor" ? { after: null } : { offset: 0 });

/** The variables of the next page; null after the last. */
function nextPage(paging: Paging, pages: readonly JsonObject[]): JsonObject | null {
  const last = pages.at(-1)?.[paging.field];
  if (paging.by === "offset") {
    return (last as unknown[]).length < paging.size ? null : { offset: pages.length * paging.size };
  }
  const { pageInfo } = last as { pageInfo: { hasNextPage: boolean; endCursor: string } };
  return pageInfo.hasNextPage ? { after: pageInfo.endCursor } : null;
}
