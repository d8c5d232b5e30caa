import { openEnd, unknownStart } from "../../model/dates.ts";
import type { EntityName, OrganisationEntity } from "../../model/filters.ts";
import { delegationPositions } from "../../model/kinds.ts";
import { chain, type Step, stepsOf } from "../links.ts";
import { describedProperty, live } from "../statements/clocks.ts";

/**
 * The Cypher of every field of the filter vocabulary, given the variable that holds the thing. Counting subqueries stand
 * where EXISTS would read more naturally: on the embedded engine only they stay in the neighbourhood (engines.md).
 */
export type Expression = (variable: string) => string;

const delegatesTo = (variable: string, pattern: string, more = ""): string =>
  `COUNT { ${pattern} WHERE ${live("budget")} AND budget.stage = "IN_FORCE"${more} } > 0`.replaceAll(
    "{n}",
    variable,
  );

const hasDelegatedBudget: Partial<Record<OrganisationEntity, Expression>> = {
  Practice: (n) =>
    delegatesTo(
      n,
      `({n})-[${n}m:MEMBER_OF]->(:Consortium)<-[budget:DELEGATES_TO]-(:Organisation)`,
      ` AND ${live(`${n}m`)}`,
    ),
  Consortium: (n) => delegatesTo(n, "({n})<-[budget:DELEGATES_TO]-(:Organisation)"),
  PCT: (n) => delegatesTo(n, "({n})-[budget:DELEGATES_TO]->(:Consortium)"),
  Cluster: (n) =>
    `(${delegatesTo(n, "({n})-[budget:DELEGATES_TO]->(:Consortium)")} OR ${delegatedByMembers(n)})`,
  SHA: (n) => delegatedByMembers(n),
};

function delegatedByMembers(n: string): string {
  return delegatesTo(
    n,
    `({n})<-[${n}m:MEMBER_OF]-(:Organisation)-[budget:DELEGATES_TO]->(:Consortium)`,
    ` AND ${live(`${n}m`)}`,
  );
}

const inConsortium = (n: string): string =>
  `COUNT { (${n})-[${n}in:MEMBER_OF]->(:Consortium) WHERE ${live(`${n}in`)} } > 0`;

const standing: Expression = (n) =>
  `CASE WHEN ${inConsortium(n)} THEN "MEMBER" WHEN COUNT { (${n})-[${n}out:OUTSIDE]->(:PCT) WHERE ${live(`${n}out`)} } > 0 THEN "OUTSIDE" ELSE "UNCLEAR" END`;

const outsideReason: Expression = (n) =>
  `CASE WHEN ${inConsortium(n)} THEN null ELSE head([(${n})-[${n}out:OUTSIDE]->(:PCT) WHERE ${live(`${n}out`)} | ${n}out.reason]) END`;

/** The position in the latest live report; of several on one day, the first of `delegationPositions`. */
const position: Expression = (n) => {
  const later = `COUNT { (${n})-[later:REPORTED]->(:DelegationReport) WHERE ${live("later")} AND later.validFrom > said.validFrom } = 0`;
  const says = (value: string) =>
    `COUNT { (${n})-[said:REPORTED]->(:DelegationReport) WHERE ${live("said")} AND said.position = "${value}" AND ${later} } > 0`;
  const cases = delegationPositions.map((value) => `WHEN ${says(value)} THEN "${value}"`);
  return `CASE ${cases.join(" ")} ELSE "NOT_REPORTED" END`;
};

const countOf =
  (from: OrganisationEntity, link: string): Expression =>
  (n) =>
    countAlong(n, stepsOf(from, link));

function countAlong(n: string, steps: readonly Step[]): string {
  const { pattern, condition } = chain(n, steps, `${n}c`);
  return `COUNT { ${pattern} WHERE ${condition} }`;
}

const crossesShaBoundary: Expression = (n) =>
  `COUNT { (${n})<-[${n}p:MEMBER_OF]-(pct:PCT)-[${n}q:MEMBER_OF]->(other:SHA) WHERE ${live(`${n}p`)} AND ${live(`${n}q`)} AND COUNT { (${n})-[${n}s:MEMBER_OF]->(own:SHA) WHERE ${live(`${n}s`)} AND own.code = other.code } = 0 } > 0`;

const isPathfinder: Expression = (n) => `coalesce(${describedProperty(n, "pathfinderFrom")} <= $asOf, false)`;

/** Fields whose Cypher is more than the property of that name. */
const computed: Partial<Record<EntityName, Record<string, Expression>>> = {
  Practice: { standing, outsideReason },
  Consortium: {
    isPathfinder,
    isStatutory: (n) => `coalesce(${describedProperty(n, "statutory")}, false)`,
    straddles: (n) => `${countOf("Consortium", "pcts")(n)} > 1`,
    practiceCount: countOf("Consortium", "practices"),
  },
  PCT: { position, practiceCount: countOf("PCT", "practices"), consortiumCount: countOf("PCT", "consortia") },
  Cluster: {
    crossesShaBoundary,
    practiceCount: countOf("Cluster", "practices"),
    pctCount: countOf("Cluster", "pcts"),
  },
  SHA: { practiceCount: countOf("SHA", "practices"), pctCount: countOf("SHA", "pcts") },
};

const facts = new Set<EntityName>(["Membership", "Delegation", "Support"]);
const neverRedescribed = new Set(["code", "kind"]);
const sentinels: Record<string, string> = {
  opened: unknownStart,
  closed: openEnd,
  validFrom: unknownStart,
  validTo: openEnd,
};

/** The Cypher of one field: missing values are null, whatever stands for them in the graph. */
export function expressionOf(entity: EntityName, field: string, variable: string): string {
  const own =
    computed[entity]?.[field] ??
    (field === "hasDelegatedBudget" ? hasDelegatedBudget[entity as OrganisationEntity] : undefined);
  if (own) return own(variable);
  const plain = facts.has(entity) || entity === "Source" || neverRedescribed.has(field);
  const property = plain ? `${variable}.${field}` : describedProperty(variable, field);
  const sentinel = sentinels[field];
  return sentinel ? `CASE WHEN ${property} = "${sentinel}" THEN null ELSE ${property} END` : property;
}
