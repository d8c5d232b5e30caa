import { gunzipSync, gzipSync } from "node:zlib";
import type { Instant } from "../../model/dates.ts";
import { type AnyEdition, type EditionRow, editionName } from "../../model/editions.ts";
import { sha256 } from "../audit-digest.ts";
import type { NoParams, RawRow, Statement } from "../graph.ts";

/** Editions as they lie in the graph: a node each, and its rows packed, some hundred to a node. */

export interface StoredEdition {
  readonly name: string;
  readonly source: string;
  readonly knownFrom: Instant;
  readonly published: string;
  readonly partial: boolean;
  /** As JSON. */
  readonly covers: string;
  readonly unclear: readonly string[];
  readonly content: string;
  readonly file: string;
  /** The revision that brought it. */
  readonly addedIn: number;
  /** JSON, packed by gzip, in base64; in their order. */
  readonly parts: readonly string[];
}

const rowsAtOnce = 500;

/** SHA-256 of what an edition states. */
export const contentOfRows = (rows: readonly EditionRow[]): string => sha256(JSON.stringify(rows));

export function storedEdition(edition: AnyEdition, addedIn: number): StoredEdition {
  const { covers, rows, ...said } = edition;
  const parts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    gzipSync(JSON.stringify(rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce))).toString("base64"),
  );
  return { ...said, name: editionName(edition), covers: JSON.stringify(covers), addedIn, parts };
}

export function readEdition({
  name: _name,
  addedIn: _in,
  parts,
  covers,
  ...said
}: StoredEdition): AnyEdition {
  const rows = parts.flatMap(
    (part) => JSON.parse(gunzipSync(Buffer.from(part, "base64")).toString()) as EditionRow[],
  );
  // What rows it has follows from its source.
  return { ...said, covers: JSON.parse(covers), rows } as AnyEdition;
}

export const recordEditions: Statement<{ rows: readonly StoredEdition[] }, number> = {
  name: "record editions",
  cypher: `UNWIND $rows AS row
CREATE (e:Edition {name: row.name})
SET e.source = row.source, e.knownFrom = row.knownFrom, e.published = row.published, e.partial = row.partial,
  e.covers = row.covers, e.unclear = row.unclear, e.content = row.content, e.file = row.file, e.addedIn = row.addedIn
FOREACH (at IN range(0, size(row.parts) - 1) | CREATE (:EditionPart {name: row.name, at: at, rows: row.parts[at]}))
RETURN count(*) AS written`,
  row: (raw) => Number(raw.written),
};

/** All editions, in no order, without their rows. */
export const editionRows: Statement<NoParams, Omit<StoredEdition, "parts">> = {
  name: "held editions",
  cypher: `MATCH (e:Edition) RETURN properties(e) AS edition`,
  row: (raw) => ({ unclear: [], ...(raw.edition as object) }) as never,
};

/** The rows of editions of these names, a part each, in no order. */
export const editionPartRows: Statement<
  { readonly names: readonly string[] },
  { readonly name: string; readonly at: number; readonly rows: string }
> = {
  name: "held parts of editions",
  cypher: `MATCH (p:EditionPart) WHERE p.name IN $names RETURN p.name AS name, p.at AS at, p.rows AS rows`,
  row: (raw: RawRow) => ({ name: String(raw.name), at: Number(raw.at), rows: String(raw.rows) }),
};
