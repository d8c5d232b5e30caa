import { openEnd, unknownStart } from "../../model/dates.ts";
import { type EntityName, filterEntities, type OrganisationEntity } from "../../model/filters.ts";
import { delegationPositions, outsideReasons } from "../../model/kinds.ts";
import { stepsOf } from "../../model/links.ts";
import { describedAs, exists, live } from "../statements/clocks.ts";
import { moreTrusted, rankIn } from "../statements/trust.ts";
import { chain } from "./chain.ts";

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

const saidOutside = (n: string): string =>
  `COUNT { (${n})-[${n}out:OUTSIDE]->(:PCT) WHERE ${live(`${n}out`)} } > 0`;

const standing: Expression = (n) =>
  `CASE WHEN ${inConsortium(n)} THEN "MEMBER" WHEN ${saidOutside(n)} THEN "OUTSIDE" ELSE "UNCLEAR" END`;

/**
 * That of several claims the one that counts passes a test. The test is put to each claim in turn, because the embedded
 * engine takes no list of them in a condition.
 */
type ClaimTest = (variable: string, test: (value: string) => string) => string;

/** Whoever asks for orphans, of both kinds, need not have them told apart. */
const standingPasses: ClaimTest = (n, test) => {
  const [member, outside, unclear] = ["MEMBER", "OUTSIDE", "UNCLEAR"].map(
    (value) => `(${test(`"${value}"`)})`,
  );
  return `CASE WHEN ${inConsortium(n)} THEN ${member} WHEN ${outside} = ${unclear} THEN ${unclear} WHEN ${saidOutside(n)} THEN ${outside} ELSE ${unclear} END`;
};

/** The reason in the most trusted claim; none for a member. */
const outsideReasonPasses: ClaimTest = (n, test) => {
  const pattern = (claim: string) => `(${n})-[${claim}:OUTSIDE]->(:PCT) WHERE ${live(claim)}`;
  const better = `COUNT { ${pattern("rival")} AND ${moreTrusted("rival", "said")} } = 0`;
  return `(NOT ${inConsortium(n)} AND COUNT { ${pattern("said")} AND ${test("said.reason")} AND ${better} } > 0)`;
};

/** The position in the latest live report; of several on one day, the first of `delegationPositions`. */
const positionPasses: ClaimTest = (n, test) => {
  const pattern = (claim: string) => `(${n})-[${claim}:REPORTED]->(:DelegationReport) WHERE ${live(claim)}`;
  const rank = (claim: string) => rankIn(delegationPositions, `${claim}.position`);
  const later = `(later.validFrom > said.validFrom OR later.validFrom = said.validFrom AND ${rank("later")} < ${rank("said")})`;
  const latest = `COUNT { ${pattern("later")} AND ${later} } = 0`;
  const says = `COUNT { ${pattern("said")} AND ${test("said.position")} AND ${latest} } > 0`;
  return `(${says} OR ${test('"NOT_REPORTED"')} AND COUNT { ${pattern("said")} } = 0)`;
};

/** The value of the claim that counts: each that there is in turn. */
const claimed =
  (passes: ClaimTest, values: readonly string[], otherwise: string): Expression =>
  (n) => {
    const cases = values.map(
      (value) => `WHEN ${passes(n, (said) => `${said} = "${value}"`)} THEN "${value}"`,
    );
    return `CASE ${cases.join(" ")} ELSE ${otherwise} END`;
  };

const outsideReason = claimed(outsideReasonPasses, outsideReasons, "null");
const position = claimed(positionPasses, delegationPositions, '"NOT_REPORTED"');

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

/** Fields whose value is that of claims: to test the claims costs less than to work out the value, and then test that. */
const claimTests: Partial<Record<EntityName, Record<string, ClaimTest>>> = {
  Practice: { standing: standingPasses, outsideReason: outsideReasonPasses },
  PCT: { position: positionPasses },
};
export const claimTestOf = (entity: EntityName, field: string): ClaimTest | undefined =>
  claimTests[entity]?.[field];

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

/** Whether a field is worked out from what an organisation is joined to, which costs more than to read it. */
export const isCounted = (entity: EntityName, field: string): boolean =>
  computedOf(entity, field) !== undefined && !fromDescription.has(field);

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
