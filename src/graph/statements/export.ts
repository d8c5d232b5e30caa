import type { Code } from "../../model/code.ts";
import type { Clocks, Instant } from "../../model/dates.ts";
import type { Fact, FactKind } from "../../model/facts.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { DescriptionClocks } from "../dated-description.ts";
import type { Statement } from "../graph.ts";
import { believed, described, describedAtAll, exists, live, said } from "./clocks.ts";
import {
  organisationColumns,
  readClocks,
  readDay,
  readFact,
  readOrganisation,
  relationshipTypes,
} from "./stored.ts";

/**
 * What an export holds: `day`, what holds on `asOf` and is believed at `knownAt`; `believed`, all that is believed at
 * `knownAt`, whatever its days; `recorded`, also what was believed earlier and is no longer.
 */
export const exportScopes = ["day", "believed", "recorded"] as const;
export type ExportScope = (typeof exportScopes)[number];

const inScope: Record<ExportScope, (fact: string) => string> = {
  day: live,
  believed,
  recorded: said,
};

export interface KindCodes {
  readonly kind: OrganisationKind;
  readonly codes: readonly Code[];
}

/** The codes of all that an export may hold, a row a kind: the rest of it is read from these, some at a time. */
export const exportedCodes = (scope: ExportScope): Statement<Clocks, KindCodes> => ({
  name: `codes to export (${scope})`,
  cypher: `MATCH (o:Organisation)
WITH o, ${described("o")} AS d
WHERE d IS NOT NULL${scope === "day" ? ` AND ${exists("d")}` : ""}
RETURN o.kind AS kind, collect(o.code) AS codes`,
  row: (raw) => ({ kind: raw.kind as OrganisationKind, codes: raw.codes as Code[] }),
});

type CodesAtClocks = Clocks & { readonly codes: readonly Code[] };

/** A description of an organisation with its clocks. */
export type ExportedDescription = OrganisationRecord & DescriptionClocks;

const readDescription = (raw: Readonly<Record<string, unknown>>): ExportedDescription => ({
  ...readOrganisation(raw.organisation),
  ...readClocks(raw),
  validFrom: readDay(raw.validFrom),
  validTo: readDay(raw.validTo),
});

/** The descriptions of some organisations: as believed at `knownAt`, or every one recorded by then. */
export const exportedDescriptions = (
  scope: ExportScope,
): Statement<CodesAtClocks & { stillBelieved: Instant }, ExportedDescription> => ({
  name: `descriptions to export (${scope})`,
  cypher: scope === "recorded" ? everyDescription : believedDescription,
  row: readDescription,
});

/**
 * Not an UNWIND of the codes: Neo4j may keep a plan that it made while the graph was nearly empty, and one that looks
 * through all organisations for each code would then stay for good; for all codes at once it costs little.
 */
const ofCodes = (hop = ""): string => `MATCH (o:Organisation)${hop}\nWHERE o.code IN $codes`;

const believedDescription = `${ofCodes()}
WITH o, ${described("o")} AS d
WHERE d IS NOT NULL
RETURN d.describedAt AS recordedAt, $stillBelieved AS retractedAt, d.describedKnownFrom AS knownFrom, null AS knownTo, d.describedFrom AS validFrom, null AS validTo, d.describedIn AS addedIn, null AS removedIn, null AS supersededIn, [${organisationColumns("o", "d")}] AS organisation`;

const everyDescription = `${ofCodes()} AND ${describedAtAll("o")}
RETURN o.describedAt AS recordedAt, $stillBelieved AS retractedAt, o.describedKnownFrom AS knownFrom, null AS knownTo, o.describedFrom AS validFrom, null AS validTo, o.describedIn AS addedIn, null AS removedIn, null AS supersededIn, [${organisationColumns("o", "o")}] AS organisation
UNION ALL
${ofCodes("-[former:FORMERLY]->(was:FormerDescription)")} AND ${said("former")}
RETURN former.recordedAt AS recordedAt, former.retractedAt AS retractedAt, former.knownFrom AS knownFrom, former.knownTo AS knownTo, former.validFrom AS validFrom, former.validTo AS validTo, former.addedIn AS addedIn, former.removedIn AS removedIn, former.supersededIn AS supersededIn, [${organisationColumns("o", "was")}] AS organisation`;

/** The facts of some kinds that start at some organisations: each fact starts at one, so that it comes once. */
export const exportedFacts = (
  kinds: readonly FactKind[],
  scope: ExportScope,
): Statement<CodesAtClocks, Fact> => ({
  name: `facts to export (${kinds.join(", ")}; ${scope})`,
  cypher: `${ofCodes(`-[fact:${kinds.map((kind) => relationshipTypes[kind]).join("|")}]->(other)`)} AND ${inScope[scope]("fact")}
RETURN type(fact) AS type, o.code AS from, other.code AS to, properties(fact) AS fact`,
  row: (raw) => readFact(raw.type, raw.from, raw.to, raw.fact),
});
