import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import type { Fact } from "../../model/facts.ts";
import type { DescriptionSince } from "../dated-description.ts";
import type { RawRow, Statement } from "../graph.ts";
import { organisationColumns, readFact, readOrganisation, relationshipTypes } from "./stored.ts";

/** All that the graph holds or has held, whatever the clocks, a page of organisations at a time. */

export interface HeldOrganisation extends DescriptionSince {
  /** When the graph first heard of it. */
  readonly recordedAt: Instant;
}

/** An older program's has no revision until it is carried forward, which is done before anybody else reads it. */
const readDescription = (raw: RawRow): DescriptionSince => ({
  organisation: readOrganisation(raw.organisation),
  describedAt: raw.describedAt as Instant,
  ...({ addedIn: raw.addedIn == null ? undefined : Number(raw.addedIn) } as Pick<
    DescriptionSince,
    "addedIn"
  >),
});

/** The organisations after a code, in the order of codes, as described last. */
export const heldOrganisations: Statement<{ after: string; size: number }, HeldOrganisation> = {
  name: "held organisations",
  cypher: `MATCH (o:Organisation) WHERE o.code > $after
WITH o ORDER BY o.code LIMIT $size
RETURN [${organisationColumns("o", "o")}] AS organisation, o.describedAt AS describedAt, o.describedIn AS addedIn, o.recordedAt AS recordedAt`,
  row: (raw) => ({ ...readDescription(raw), recordedAt: raw.recordedAt as Instant }),
};

/** The codes of all organisations, in no order. */
export const heldCodes: Statement<Record<string, never>, Code> = {
  name: "held codes",
  cypher: "MATCH (o:Organisation) RETURN o.code AS code",
  row: (raw) => raw.code as Code,
};

/** The organisations of these codes, as described last. */
export const heldOrganisationsOf: Statement<{ codes: readonly Code[] }, HeldOrganisation> = {
  name: "held organisations of codes",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
RETURN [${organisationColumns("o", "o")}] AS organisation, o.describedAt AS describedAt, o.describedIn AS addedIn, o.recordedAt AS recordedAt`,
  row: heldOrganisations.row,
};

/** How they were described before. */
export const heldDescriptions: Statement<{ codes: readonly Code[] }, DescriptionSince> = {
  name: "held descriptions",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[former:FORMERLY]->(was:FormerDescription)
RETURN [${organisationColumns("o", "was")}] AS organisation, former.recordedAt AS describedAt, former.addedIn AS addedIn`,
  row: readDescription,
};

/** Every fact that starts at them, believed or retracted. */
export const heldFacts: Statement<{ codes: readonly Code[] }, Fact> = {
  name: "held facts",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[fact:${Object.values(relationshipTypes).join("|")}]->(other)
RETURN type(fact) AS type, code AS from, other.code AS to, properties(fact) AS fact`,
  row: (raw) => readFact(raw.type, raw.from, raw.to, raw.fact),
};
