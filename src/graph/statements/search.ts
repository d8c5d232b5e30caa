import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { Searched } from "../../model/search.ts";
import type { Statement } from "../graph.ts";
import { described, exists } from "./clocks.ts";
import { readCode } from "./stored.ts";

/** What both engines' text indexes cover: the label, and the property that the recorder keeps in step with the description. */
export const textIndex = {
  name: "organisation_text",
  label: "Organisation",
  property: "searchText",
} as const;

/** Made at every start on Neo4j; the embedded engine has a call for it. The words come ready made, so that spaces alone divide them. */
export const createTextIndex = `CREATE FULLTEXT INDEX ${textIndex.name} IF NOT EXISTS FOR (o:${textIndex.label}) ON EACH [o.${textIndex.property}, o.kind]
OPTIONS { indexConfig: { \`fulltext.analyzer\`: "whitespace", \`fulltext.eventually_consistent\`: false } }`;

/** The organisations that Neo4j's text index ranks first for a query in Lucene's language. */
export const queryTextIndex: Statement<{ query: string; limit: number }, Code> = {
  name: "text index",
  cypher: `CALL db.index.fulltext.queryNodes("${textIndex.name}", $query, {limit: $limit}) YIELD node, score
RETURN node.code AS code ORDER BY score DESC, code`,
  row: readCode,
};

/** A query in Lucene's language: any of the words, among the kinds that are given. Nothing in a word is taken for syntax. */
export function luceneQuery(words: readonly string[], kinds: readonly OrganisationKind[]): string {
  const quoted = (texts: readonly string[]) =>
    texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(" ");
  const among = kinds.length === 0 ? "" : ` AND kind:(${quoted(kinds)})^0`;
  return `${textIndex.property}:(${quoted(words)})${among}`;
}

/** Of the organisations that an index found, what is searched of those that exist on `asOf`, as believed at `knownAt`. */
export const searchedByCode: Statement<Clocks & { codes: readonly Code[] }, Searched & { code: Code }> = {
  name: "search",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
WITH o, ${described("o")} AS d
WHERE ${exists("d")}
RETURN o.code AS code, d.name AS name, d.postcode AS postcode`,
  row: (raw) => ({
    code: raw.code as Code,
    name: String(raw.name),
    postcode: (raw.postcode ?? null) as string | null,
  }),
};
