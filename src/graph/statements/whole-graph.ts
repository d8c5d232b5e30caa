import type { Code } from "../../model/code.ts";
import { type Instant, stillThere } from "../../model/dates.ts";
import type { Fact } from "../../model/facts.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import type { DatedDescription } from "../dated-description.ts";
import type { NoParams, RawRow, Statement } from "../graph.ts";
import { readCode } from "./read-code.ts";
import {
  organisationColumns,
  readClocks,
  readDay,
  readFact,
  readOrganisation,
  relationshipTypes,
} from "./stored.ts";

/** All that the graph holds or has held, whatever the clocks, a page of organisations at a time. */

export interface StoredOrganisation extends DatedDescription {
  /** When the graph first heard of it. */
  readonly registeredAt: Instant;
  /** The revision in which it did; absent until the graph was carried forward. */
  readonly registeredIn: number | undefined;
}

const readDescription = (raw: RawRow, entity: OrganisationEntity = "Organisation"): DatedDescription => ({
  organisation: readOrganisation(raw.organisation, entity),
  ...readClocks(raw),
  validFrom: readDay(raw.validFrom),
  validTo: readDay(raw.validTo),
});

const onNode = (entity: OrganisationEntity = "Organisation"): string =>
  `[${organisationColumns("o", "o", entity)}] AS organisation, o.describedAt AS recordedAt, o.describedKnownFrom AS knownFrom,
  o.describedFrom AS validFrom, o.describedIn AS addedIn,
  null AS retractedAt, null AS knownTo, null AS validTo, null AS removedIn, null AS supersededIn`;

const latest = `${onNode()}, o.recordedAt AS registeredAt, o.addedIn AS registeredIn`;

/** The organisations after a code, in the order of codes, as described last. */
export const storedOrganisations: Statement<{ after: string; size: number }, StoredOrganisation> = {
  name: "held organisations",
  cypher: `MATCH (o:Organisation) WHERE o.code > $after
WITH o ORDER BY o.code LIMIT $size
RETURN ${latest}`,
  row: (raw) => ({
    ...readDescription(raw),
    registeredAt: raw.registeredAt as Instant,
    registeredIn: raw.registeredIn == null ? undefined : Number(raw.registeredIn),
  }),
};

/** The codes of all organisations, in no order. */
export const storedCodes: Statement<NoParams, Code> = {
  name: "held codes",
  cypher: "MATCH (o:Organisation) RETURN o.code AS code",
  row: (raw) => readCode(raw.code),
};

/** The organisations of these codes, as described last. */
export const storedOrganisationsOf: Statement<{ codes: readonly Code[] }, StoredOrganisation> = {
  name: "held organisations of codes",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
RETURN ${latest}`,
  row: storedOrganisations.row,
};

const described = `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[former:FORMERLY]->(was:FormerDescription)`;
const describedClocks = `former.recordedAt AS recordedAt, former.retractedAt AS retractedAt,
  former.knownFrom AS knownFrom, former.knownTo AS knownTo, former.validFrom AS validFrom, former.validTo AS validTo,
  former.addedIn AS addedIn, former.removedIn AS removedIn, former.supersededIn AS supersededIn`;

/** How they were described before. */
export const storedDescriptions: Statement<{ codes: readonly Code[] }, DatedDescription> = {
  name: "held descriptions",
  cypher: `${described} RETURN [${organisationColumns("o", "was")}] AS organisation, ${describedClocks}`,
  row: (raw) => readDescription(raw),
};

/** How organisations are described on their nodes. @param entity their kind, where all are of one: fewer columns are read then */
export const descriptionsOnNodes = (
  entity: OrganisationEntity,
): Statement<{ codes: readonly Code[] }, DatedDescription> => ({
  name: `descriptions on nodes of ${entity}`,
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
RETURN ${onNode(entity)}`,
  row: (raw) => readDescription(raw, entity),
});

/** How they were described before, by what counts now. @param entity their kind, where all are of one: fewer columns are read then */
export const descriptionsBeside = (
  entity: OrganisationEntity,
): Statement<{ codes: readonly Code[] }, DatedDescription> => ({
  name: `descriptions beside those on nodes of ${entity}`,
  cypher: `${described} WHERE former.supersededIn = ${stillThere}
RETURN [${organisationColumns("o", "was", entity)}] AS organisation, ${describedClocks}`,
  row: (raw) => readDescription(raw, entity),
});

const facts = `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[fact:${Object.values(relationshipTypes).join("|")}]->(other)
RETURN type(fact) AS type, code AS from, other.code AS to, properties(fact) AS fact`;

/** Every fact that starts at them, believed or retracted. */
export const storedFacts: Statement<{ codes: readonly Code[] }, Fact> = {
  name: "held facts",
  cypher: facts,
  row: (raw) => readFact(raw.type, raw.from, raw.to, raw.fact),
};

/** A fact, and its properties as they lie in the graph. */
export interface FactAsItLies {
  readonly fact: Fact;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The same facts, to be held against what should lie there. */
export const factsAsTheyLie: Statement<{ codes: readonly Code[] }, FactAsItLies> = {
  name: "facts as they lie",
  cypher: facts,
  row: (raw) => ({ fact: storedFacts.row(raw), properties: raw.fact as FactAsItLies["properties"] }),
};
