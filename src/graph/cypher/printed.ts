import type { RawRow } from "../graph.ts";

/** A plan as Cypher: a text of a bounded family, its reader, and the values that the text takes beside the clocks. */
export interface Printed<Row> {
  readonly cypher: string;
  readonly row: (raw: RawRow) => Row;
  readonly params: Readonly<Record<string, unknown>>;
}
