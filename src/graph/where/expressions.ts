import { openEnd, unknownStart } from "../../model/dates.ts";
import { type EntityName, filterEntities, type OrganisationEntity } from "../../model/filters.ts";
import { confidences, delegationPositions, outsideReasons } from "../../model/kinds.ts";
import { chain, stepsOf } from "../links.ts";
import { describedAs, exists, live } from "../statements/clocks.ts";

/**
 * The Cypher of every field of the filter vocabulary, given the variables that hold the thing and its description. Counting subqueries stand
 * where EXISTS would read more naturally: on the embedded engine only they stay in the neighbourhood (engines.md).
 */
type Expression = (variable: string, description: string) => string;

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

/** How far a fact is to be doubted: 0 for the most trusted. */
const doubt = (fact: string): string =>
  `CASE ${confidences.map((each, rank) => `WHEN ${fact}.confidence = "${each}" THEN ${rank}`).join(" ")} END`;

/** That one claim comes before another about the same matter: `byTrust` of src/model/trust.ts, in Cypher. */
const moreTrusted = (a: string, b: string): string =>
  `(${doubt(a)} < ${doubt(b)} OR ${doubt(a)} = ${doubt(b)} AND (${a}.recordedAt > ${b}.recordedAt OR ${a}.recordedAt = ${b}.recordedAt AND ${a}.factId < ${b}.factId))`;

/**
 * The reason in the most trusted claim. Each reason in turn, because the embedded engine takes no pattern comprehension
 * in a condition.
 */
const outsideReason: Expression = (n) => {
  const better = `COUNT { (${n})-[rival:OUTSIDE]->(:PCT) WHERE ${live("rival")} AND ${moreTrusted("rival", "said")} } = 0`;
  const says = (reason: string) =>
    `COUNT { (${n})-[said:OUTSIDE]->(:PCT) WHERE ${live("said")} AND said.reason = "${reason}" AND ${better} } > 0`;
  const cases = outsideReasons.map((reason) => `WHEN ${says(reason)} THEN "${reason}"`);
  return `CASE WHEN ${inConsortium(n)} THEN null ${cases.join(" ")} ELSE null END`;
};

/** The position in the latest live report; of several on one day, the first of `delegationPositions`. */
const position: Expression = (n) => {
  const later = `COUNT { (${n})-[later:REPORTED]->(:DelegationReport) WHERE ${live("later")} AND later.validFrom > said.validFrom } = 0`;
  const says = (value: string) =>
    `COUNT { (${n})-[said:REPORTED]->(:DelegationReport) WHERE ${live("said")} AND said.position = "${value}" AND ${later} } > 0`;
  const cases = delegationPositions.map((value) => `WHEN ${says(value)} THEN "${value}"`);
  return `CASE ${cases.join(" ")} ELSE "NOT_REPORTED" END`;
};

/** How many organisations of a list there are: those that a link reaches and that exist on the as-of date. */
const countOf =
  (from: OrganisationEntity, link: string): Expression =>
  (n) =>
    countReached(n, from, link, ` AND ${describedAs(`${n}c`, exists)}`);

/** How many organisations a link reaches, each once however many claims lead to it: only by the way with the least ids. */
function countReached(n: string, from: OrganisationEntity, link: string, more = ""): string {
  const steps = stepsOf(from, link);
  const way = chain(n, steps, `${n}c`);
  const other = chain(n, steps, `${n}c`, "to", `${n}e`);
  const earlier = steps.map((_, index) => {
    const compare = (at: number, by: string) => `${other.facts[at]}.factId ${by} ${way.facts[at]}.factId`;
    return [...steps.slice(0, index).map((_, at) => compare(at, "=")), compare(index, "<")].join(" AND ");
  });
  return `COUNT { ${way.pattern} WHERE ${way.condition}${more} AND COUNT { ${other.pattern} WHERE ${other.condition} AND (${earlier.join(" OR ")}) } = 0 }`;
}

const crossesShaBoundary: Expression = (n) =>
  `COUNT { (${n})<-[${n}p:MEMBER_OF]-(pct:PCT)-[${n}q:MEMBER_OF]->(other:SHA) WHERE ${live(`${n}p`)} AND ${live(`${n}q`)} AND COUNT { (${n})-[${n}s:MEMBER_OF]->(own:SHA) WHERE ${live(`${n}s`)} AND own.code = other.code } = 0 } > 0`;

/** Fields whose Cypher is more than the property of that name. */
const computed: Partial<Record<EntityName, Record<string, Expression>>> = {
  Practice: { standing, outsideReason },
  Consortium: {
    isPathfinder: (_, d) => `coalesce(${d}.pathfinderFrom <= $asOf, false)`,
    pathfinderWave: (_, d) => `CASE WHEN ${d}.pathfinderFrom <= $asOf THEN ${d}.pathfinderWave ELSE null END`,
    isStatutory: (_, d) => `coalesce(${d}.statutory, false)`,
    straddles: (n) => `${countReached(n, "Consortium", "pcts")} > 1`,
    practiceCount: countOf("Consortium", "practices"),
  },
  PCT: { position, practiceCount: countOf("PCT", "practices"), consortiumCount: countOf("PCT", "consortia") },
  Cluster: {
    crossesShaBoundary,
    practiceCount: countOf("Cluster", "practices"),
    pctCount: countOf("Cluster", "pcts"),
  },
  SHA: {
    minimumDelegatedShare: (_, d) =>
      `CASE WHEN coalesce(${d}.minimumDelegatedShareFrom <= $asOf, true) THEN ${d}.minimumDelegatedShare ELSE null END`,
    practiceCount: countOf("SHA", "practices"),
    pctCount: countOf("SHA", "pcts"),
  },
};

const withoutDescription = new Set<EntityName>(["Membership", "Delegation", "Support", "Source"]);
const fromDescription = new Set(["isPathfinder", "pathfinderWave", "isStatutory", "minimumDelegatedShare"]);
const sentinels: Record<string, string> = {
  opened: unknownStart,
  closed: openEnd,
  validFrom: unknownStart,
  validTo: openEnd,
};

function computedOf(entity: EntityName, field: string): Expression | undefined {
  const budget =
    field === "hasDelegatedBudget" ? hasDelegatedBudget[entity as OrganisationEntity] : undefined;
  return budget ?? computed[entity]?.[field];
}

/** Whether a field is read from the description of an organisation, which may have been another at `knownAt`. */
export function isDescribed(entity: EntityName, field: string): boolean {
  if (withoutDescription.has(entity) || field === "code" || field === "kind") return false;
  return fromDescription.has(field) || computedOf(entity, field) === undefined;
}

/**
 * The Cypher of one field: missing values are null, whatever stands for them in the graph.
 * @param description the variable that holds the description, where the field is read from it
 */
export function expressionOf(
  entity: EntityName,
  field: string,
  variable: string,
  description = variable,
): string {
  const computedExpression = computedOf(entity, field);
  if (computedExpression) return computedExpression(variable, description);
  const property = `${isDescribed(entity, field) ? description : variable}.${field}`;
  const sentinel = sentinels[field];
  return sentinel ? `CASE WHEN ${property} = "${sentinel}" THEN null ELSE ${property} END` : property;
}

/** The Cypher of one field as a sort value: a truth as 0 or 1, because the embedded engine does not compare truths by `<`. */
export function sortValueOf(
  entity: EntityName,
  field: string,
  variable: string,
  description: string,
): string {
  const expression = expressionOf(entity, field, variable, description);
  const isTruth = filterEntities[entity].fields[field]?.type === "boolean";
  return isTruth ? `CASE WHEN ${expression} THEN 1 ELSE 0 END` : expression;
}
