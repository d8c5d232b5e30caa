import type { Graph } from "../graph/graph.ts";
import { allSources } from "../graph/statements/dataset.ts";
import { toInstant } from "../model/dates.ts";
import type { Source } from "../model/source.ts";
import type { Extract } from "./extract.ts";
import type { ExportFile } from "./formats.ts";
import { extractHead } from "./json-lines.ts";
import type { Column, Table } from "./table.ts";
import { nodes } from "./tables.ts";

/** A file that was written. */
export interface WrittenFile {
  readonly file: ExportFile;
  /** Where it lies, seen from the package. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly leftOut: number;
  readonly sources: ReadonlySet<string>;
}

/** Licences that sources name, by the Open Definition's names for them. */
const licences: Readonly<Record<string, { name: string; path: string; title: string }>> = {
  "Open Government Licence v3.0": {
    name: "OGL-UK-3.0",
    path: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    title: "Open Government Licence v3.0",
  },
};

/**
 * What an export is, as a Frictionless data package: https://datapackage.org/standard/data-package/
 * Beside the standard's: `graphId`, `revision`, `asOf`, `knownAt`, `scope`, `within`, `kinds`, and for each source its code and licence.
 */
export async function dataPackageOf(
  graph: Graph,
  extract: Extract,
  written: readonly WrittenFile[],
): Promise<object> {
  const cited = new Set(written.flatMap(({ sources }) => [...sources]));
  const sources = await citedSources(graph, cited);
  const named = new Set(sources.map(({ licence }) => licence));
  const known = Object.entries(licences).flatMap(([text, licence]) => (named.has(text) ? [licence] : []));
  const head = extractHead(extract);
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: "commissioning-graph",
    title: "Who commissioned care in England",
    description: `Organisations and dated, sourced facts as of ${head.asOf}, as known at ${head.knownAt}. What has the confidence SYNTHETIC is made up.`,
    created: toInstant(new Date()),
    ...{ graphId: extract.graphId, ...head },
    ...(known.length > 0 ? { licenses: known } : {}),
    ...(sources.length > 0 ? { sources: sources.map(sourceOf) } : {}),
    resources: written.map((file) => resourceOf(file, extract)),
  };
}

/** What the graph says of the sources that are cited. */
export const citedSources = async (graph: Graph, cited: ReadonlySet<string>): Promise<Source[]> =>
  (await graph.read(allSources, {})).filter(({ code }) => cited.has(code));

function sourceOf({ title, url, code, publisher, published, licence }: Source) {
  return { title, ...(url === null ? {} : { path: url }), code, publisher, published, licence };
}

/**
 * Under their usual names the standard's own tools take these for one table without missing values, which they cannot
 * be; under these, for the files that they are.
 */
const formats: Partial<Record<ExportFile["format"], string>> = {
  jsonl: "json-lines",
  parquet: "apache-parquet",
  xlsx: "spreadsheetml",
};

function resourceOf({ file, path, bytes, sha256, rows, leftOut }: WrittenFile, extract: Extract) {
  const [table, ...others] = file.tables;
  // A Parquet file brings the types of its columns itself.
  const tabular = table !== undefined && others.length === 0 && file.format === "csv";
  return {
    name: file.name.replace(".", "-"),
    path,
    ...(tabular ? { type: "table" } : {}),
    title: file.title,
    format: formats[file.format] ?? file.format,
    mediatype: file.mediaType.split(";", 1)[0],
    ...(file.mediaType.includes("utf-8") ? { encoding: "utf-8" } : {}),
    bytes,
    hash: `sha256:${sha256}`,
    ...(tabular ? { rows } : {}),
    ...(leftOut > 0 ? { factsLeadingOut: leftOut } : {}),
    ...(tabular ? { schema: schemaOf(table, file, extract) } : {}),
  };
}

/** The table's Table Schema: https://datapackage.org/standard/table-schema/ */
function schemaOf(table: Table, file: ExportFile, { scope }: Extract) {
  const primaryKey =
    scope === "recorded"
      ? [...keyOf(table), "recordedAt", "knownFrom", ...(table === nodes ? ["validFrom"] : [])]
      : keyOf(table);
  const ends = table.columns.filter(({ name }) => name === "from" || name === "to");
  const foreignKeys = ends.map(({ name }) => ({
    fields: [name],
    reference: { resource: `${nodes.name}-${file.format}`, fields: ["code"] },
  }));
  return {
    fields: table.columns.map(fieldOf),
    primaryKey,
    ...(foreignKeys.length > 0 ? { foreignKeys } : {}),
  };
}

const keyOf = (table: Table): string[] => [table === nodes ? "code" : "factId"];

function fieldOf({ name, type, description, required, oneOf }: Column) {
  const constraints = { ...(required ? { required } : {}), ...(oneOf ? { enum: oneOf } : {}) };
  return {
    name,
    type: type === "list" ? "string" : type,
    description: type === "list" ? `${description} Divided by "; ".` : description,
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}
