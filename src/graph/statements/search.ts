import type { Code } from "../../model/code.ts";
import type { Clocks, Instant } from "../../model/dates.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { Lifetime } from "../../model/organisation.ts";
import type { Searched } from "../../model/search.ts";
import type { NoParams, Statement } from "../graph.ts";
import { believed, described, describedAtAll, said } from "./clocks.ts";
import { readCode } from "./read-code.ts";
import { readDay } from "./stored.ts";

/** What both engines' text indexes cover: the label, and the property that the recorder keeps in step with the description. */
export const textIndex = {
  name: "organisation_text",
  label: "Organisation",
  property: "searchText",
} as const;

/** Made at every start on Neo4j; the embedded engine has a call for it. The words come ready made, so that spaces alone divide them. */
export const createTextIndex = `CREATE FULLTEXT INDEX ${textIndex.name} IF NOT EXISTS FOR (o:${textIndex.label}) ON EACH [o.${textIndex.property}, o.kind]
OPTIONS { indexConfig: { \`fulltext.analyzer\`: "whitespace", \`fulltext.eventually_consistent\`: false } }`;

interface LuceneQuery {
  readonly text: string;
  readonly limit: number;
}

/** The organisations that Neo4j's text index ranks first for each query in Lucene's language. */
export const queryTextIndex: Statement<
  { queries: readonly LuceneQuery[] },
  { readonly at: number; readonly code: Code }
> = {
  name: "text index",
  cypher: `UNWIND range(0, size($queries) - 1) AS at
CALL db.index.fulltext.queryNodes("${textIndex.name}", $queries[at].text, {limit: $queries[at].limit}) YIELD node, score
RETURN at, node.code AS code ORDER BY at, score DESC, code`,
  row: ({ at, code }) => ({ at: Number(at), code: readCode(code) }),
};

/** A query in Lucene's language: any of the words, among the kinds that are given. Nothing in a word is taken for syntax. */
export function luceneQuery(words: readonly string[], kinds: readonly OrganisationKind[]): string {
  const quoted = (texts: readonly string[]) =>
    texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(" ");
  const among = kinds.length === 0 ? "" : ` AND kind:(${quoted(kinds)})^0`;
  return `${textIndex.property}:(${quoted(words)})${among}`;
}

/** What is searched of the organisations that an index found, as believed at the clocks, and the days on which they exist. */
export const searchedByCode: Statement<
  Pick<Clocks, "asOf" | "knownAt" | "atRevision"> & { codes: readonly Code[] },
  Searched & Lifetime & { readonly code: Code }
> = {
  name: "search",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
WITH o, ${described("o")} AS d
WHERE d IS NOT NULL
RETURN o.code AS code, d.name AS name, d.postcode AS postcode, d.opened AS opened, d.closed AS closed`,
  row: (raw) => ({
    code: readCode(raw.code),
    name: String(raw.name),
    postcode: (raw.postcode ?? null) as string | null,
    opened: readDay(raw.opened),
    closed: readDay(raw.closed),
  }),
};

/** The names of all organisations, as they are now. */
export const organisationNames: Statement<NoParams, string> = {
  name: "names",
  cypher: `MATCH (o:Organisation) RETURN DISTINCT o.name AS name ORDER BY name`,
  row: ({ name }) => String(name),
};

/** The names that organisations other than practices have, or had. */
export const areaNames: Statement<NoParams, string> = {
  name: "names of areas",
  cypher: `MATCH (o:Organisation) WHERE o.kind <> "PRACTICE" RETURN o.name AS name
UNION
MATCH (o:Organisation)-[:FORMERLY]->(was:FormerDescription) WHERE o.kind <> "PRACTICE" RETURN was.name AS name`,
  row: ({ name }) => String(name),
};

/** All names that organisations had before they were described anew. */
export const formerNames: Statement<NoParams, string> = {
  name: "former names",
  cypher: `MATCH (was:FormerDescription) RETURN DISTINCT was.name AS name ORDER BY name`,
  row: ({ name }) => String(name),
};

/** What organisations were called on any day, as far as the clocks let it be known. */
export const formerNamesByCode: Statement<
  Pick<Clocks, "asOf" | "knownAt" | "atRevision"> & { codes: readonly Code[] },
  { readonly code: Code; readonly name: string }
> = {
  name: "former names by code",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[former:FORMERLY]->(was:FormerDescription)
WHERE ${said("former")}
RETURN DISTINCT o.code AS code, was.name AS name
UNION
UNWIND $codes AS code
MATCH (o:Organisation {code: code}) WHERE ${describedAtAll("o")}
RETURN o.code AS code, o.name AS name`,
  row: ({ code, name }) => ({ code: readCode(code), name: String(name) }),
};

/** Organisations that had another name than now, on whatever day and by whoever: each such name. */
export const otherNames: Statement<
  NoParams,
  { readonly code: Code; readonly present: string; readonly other: string }
> = {
  name: "other names",
  cypher: `MATCH (o:Organisation)-[:FORMERLY]->(was:FormerDescription)
WHERE was.name <> o.name
RETURN DISTINCT o.code AS code, o.name AS present, was.name AS other`,
  row: ({ code, present, other }) => ({
    code: readCode(code),
    present: String(present),
    other: String(other),
  }),
};

/** The names that organisations were said to have and have no longer, whatever the day, with when each was taken back last. */
export const namesTakenBack: Statement<
  Clocks & { parents: readonly Code[] },
  { readonly parent: Code; readonly name: string; readonly knownTo: Instant }
> = {
  name: "names taken back",
  cypher: `UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})-[former:FORMERLY]->(was:FormerDescription)
WHERE ${said("former")} AND NOT (${believed("former")})
RETURN parent, was.name AS name, max(former.knownTo) AS knownTo`,
  row: ({ parent, name, knownTo }) => ({
    parent: readCode(parent),
    name: String(name),
    knownTo: knownTo as Instant,
  }),
};
