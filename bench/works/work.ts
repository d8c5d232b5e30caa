export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** How a field of the query type is paged: a connection by its cursors, or a list by counting. */
export type Paging =
  | { readonly by: "cursor"; readonly field: string }
  | { readonly by: "offset"; readonly field: string; readonly size: number };

/** What is sent: a query with its variables. */
export interface Question {
  readonly query: string;
  readonly variables: JsonObject;
  /** Asked again with `$after`, or with `$offset`, until the last page; `$counted` is true for the first page alone. */
  readonly paging?: Paging;
}

/** The same matter in the words of each contender. */
export interface Subject {
  /** For this server, and for plain objects under the same schema. */
  readonly ours: Question;
  readonly peer: Question;
  /** Answers in one form, so that they can be compared: pages in the order they came. */
  readonly readOurs: (pages: readonly JsonObject[]) => Json;
  readonly readPeer: (pages: readonly JsonObject[]) => Json;
}

export interface Work {
  /** The letter that RESULTS.md and the targets know it by. */
  readonly id: string;
  readonly name: string;
  /** Whether the answer is the same however many Englands there are. */
  readonly fixedSize: boolean;
  /** One matter asked again and again; or many, each asked once by each contender. */
  readonly subjects: readonly Subject[];
}

/** Both clocks, and that a node exists: what a user of the peer writes on every hop to get the answers that this server gives. */
export const liveEdge =
  "edge: {validFrom: {lte: $asOf}, validTo: {gte: $asOf}, recordedAt: {lte: $knownAt}, retractedAt: {gt: $knownAt}}";
export const liveNode = "opened: {lte: $asOf}, closed: {gte: $asOf}";
export const clocks = { asOf: "2011-04-01", knownAt: "2026-01-01T00:00:00.000Z" } as const;
export const clockVariables = "$asOf: String!, $knownAt: String!";

/** The value at a path, for reading answers whose shape the query has fixed. */
export function at(value: Json, ...path: (string | number)[]): Json {
  return path.reduce<Json>((inner, key) => (inner as Record<string | number, Json>)?.[key] ?? null, value);
}

export const listAt = (value: Json, ...path: (string | number)[]): readonly Json[] =>
  (at(value, ...path) ?? []) as readonly Json[];

export const byCode = (a: Json, b: Json): number => (String(at(a, "code")) < String(at(b, "code")) ? -1 : 1);
