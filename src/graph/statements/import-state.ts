import type { Code } from "../../model/code.ts";
import { stillThere } from "../../model/dates.ts";
import type { Life } from "../../model/fact-rules.ts";
import type { Fact, FactKind } from "../../model/facts.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Source } from "../../model/source.ts";
import type { NoParams, Statement } from "../graph.ts";
import { readCode } from "./read-code.ts";
import { organisationColumns, readDay, readFact, readOrganisation, relationshipTypes } from "./stored.ts";

/** What an import compares its files with: all that the graph believes now of what the files speak of. */

export const practicesNow: Statement<NoParams, OrganisationRecord> = {
  name: "practices now",
  cypher: `MATCH (p:Practice) RETURN [${organisationColumns("p", "p")}] AS columns`,
  row: (raw) => readOrganisation(raw.columns),
};

/** Every version of the memberships of some practices by some sources that counts now, ended or not. */
export const membershipVersions: Statement<{ codes: readonly Code[]; sources: readonly string[] }, Fact> = {
  name: "versions of practice memberships",
  cypher: `UNWIND $codes AS code
MATCH (p:Organisation {code: code})-[fact:MEMBER_OF]->(o:Organisation)
WHERE fact.source IN $sources AND fact.supersededIn = ${stillThere}
RETURN p.code AS practice, o.code AS parent, properties(fact) AS properties`,
  row: (raw) => readFact("MEMBER_OF", raw.practice, raw.parent, raw.properties),
};

/** Practices of whose memberships by some sources any came before a revision or after another, or ended at no such instant. */
export const membershipsBeside: Statement<
  {
    readonly first: number;
    readonly last: number;
    readonly sources: readonly string[];
    readonly instants: readonly string[];
  },
  Code
> = {
  name: "practices of memberships beside editions",
  cypher: `MATCH (p:Practice)-[fact:MEMBER_OF]->()
WHERE fact.source IN $sources AND fact.supersededIn = ${stillThere}
  AND (coalesce(fact.addedIn, 0) < $first OR fact.addedIn > $last OR NOT fact.knownTo IN $instants)
RETURN DISTINCT p.code AS code`,
  row: (raw) => readCode(raw.code),
};

/** Organisations that came before a revision, if they are practices, or were described after another. */
export const organisationsBeside: Statement<{ readonly first: number; readonly last: number }, Code> = {
  name: "organisations beside editions",
  cypher: `MATCH (o:Organisation)
WHERE coalesce(o.describedIn, ${stillThere}) > $last OR (o.kind = "PRACTICE" AND coalesce(o.addedIn, 0) < $first)
RETURN o.code AS code`,
  row: (raw) => readCode(raw.code),
};

/** Kinds and lives of all organisations: what the rules ask of the ends of a fact. */
export const lifespansNow: Statement<NoParams, readonly [Code, Life]> = {
  name: "lives now",
  cypher: `MATCH (o:Organisation)
RETURN o.code AS code, o.kind AS kind, o.opened AS opened, o.closed AS closed`,
  row: (raw) => [
    readCode(raw.code),
    { kind: raw.kind as OrganisationKind, opened: readDay(raw.opened), closed: readDay(raw.closed) },
  ],
};

export const storedOrganisationsByCode: Statement<{ codes: readonly string[] }, OrganisationRecord> = {
  name: "organisations by code now",
  cypher: `UNWIND $codes AS code MATCH (o:Organisation {code: code})
RETURN [${organisationColumns("o", "o")}] AS columns`,
  row: (raw) => readOrganisation(raw.columns),
};

export const sourcesInGraph: Statement<NoParams, Source> = {
  name: "all sources",
  cypher: `MATCH (s:Source) RETURN properties(s) AS properties`,
  row: (raw) => ({ url: null, licence: null, ...(raw.properties as object) }) as Source,
};

/** What `factsStartingAt` asks for: facts of an organisation that begin on certain days, as they are stored. */
export interface Starts {
  readonly from: Code;
  readonly days: readonly string[];
}

/** Facts of a kind that are believed now, of many organisations at once. */
export const factsStartingAt = (
  kind: FactKind,
): Statement<{ rows: readonly Starts[]; stillBelieved: string }, Fact> => ({
  name: `${relationshipTypes[kind]} starting at`,
  cypher: `UNWIND $rows AS row
MATCH (a:Organisation {code: row.from})-[fact:${relationshipTypes[kind]}]->(b)
WHERE fact.retractedAt = $stillBelieved AND fact.validFrom IN row.days
RETURN a.code AS a, b.code AS b, properties(fact) AS properties`,
  row: (raw) => readFact(relationshipTypes[kind], raw.a, raw.b, raw.properties),
});

export const storedSourcesByCode: Statement<{ codes: readonly string[] }, Source> = {
  name: "sources by code now",
  cypher: `UNWIND $codes AS code MATCH (s:Source {code: code}) RETURN properties(s) AS properties`,
  row: (raw) => ({ url: null, licence: null, ...(raw.properties as object) }) as Source,
};

export const revisionNow: Statement<NoParams, number> = {
  name: "revision now",
  cypher: `MATCH (d:Dataset {code: "dataset"}) RETURN coalesce(d.revision, 0) AS revision`,
  row: (raw) => Number(raw.revision),
};
