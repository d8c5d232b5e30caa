import { positionOf } from "../model/delegation.ts";
import {
  type ConsortiumStanding,
  consortiumStandings,
  delegationPositions,
  type OrganisationEntity,
  outsideReasons,
} from "../model/kinds.ts";
import { stepsOf } from "../model/links.ts";
import { byTrust } from "../model/trust.ts";
import type {
  ClaimTest,
  ComputedField,
  CypherParts,
  EdgeInMemory,
  GraphInMemory,
  NodeInMemory,
} from "./computed-field.ts";
import type { Description } from "./description.ts";

/**
 * Every field that is worked out of others. Counting subqueries stand where EXISTS would read more naturally: on the
 * embedded engine only they stay in the neighbourhood (engines.md). Cases stand where OR would, which Neo4j's planner
 * multiplies out (docs/decisions/0057-what-a-plan-takes.md). Variables of a rule begin with that of its node, so that no
 * two are alike where rules stand inside one another.
 */

type Graph = GraphInMemory;
type Node = NodeInMemory;

const isInForce = ({ fact, to }: EdgeInMemory): boolean =>
  fact.kind === "DELEGATION" && fact.stage === "IN_FORCE" && to?.kind === "CONSORTIUM";
const delegates = (graph: Graph, node: Node): boolean =>
  graph.live(node, "out", "DELEGATION").some(isInForce);
const receives = (graph: Graph, node: Node): boolean => graph.live(node, "in", "DELEGATION").some(isInForce);
const memberDelegates = (graph: Graph, node: Node): boolean =>
  graph.live(node, "in", "MEMBERSHIP").some(({ from }) => delegates(graph, from));

/** @param pattern with the delegation as `budget` @param member the membership on the way, where there is one */
function inForceOn({ live }: CypherParts, pattern: string, member?: string): string {
  const seen = `${live("budget")} AND budget.stage = "IN_FORCE"`;
  return `COUNT { ${pattern} WHERE ${seen}${member ? ` AND ${live(member)}` : ""} } > 0`;
}
const delegatesIn = (cypher: CypherParts, n: string): string =>
  inForceOn(cypher, `(${n})-[budget:DELEGATES_TO]->(:Consortium)`);
const memberDelegatesIn = (cypher: CypherParts, n: string): string =>
  inForceOn(
    cypher,
    `(${n})<-[${n}m:MEMBER_OF]-(:Organisation)-[budget:DELEGATES_TO]->(:Consortium)`,
    `${n}m`,
  );

const consortiaOf = (graph: Graph, practice: Node): readonly Node[] =>
  graph.live(practice, "out", "MEMBERSHIP").flatMap(({ to }) => (to?.kind === "CONSORTIUM" ? [to] : []));
const spellsOutside = (graph: Graph, practice: Node): readonly EdgeInMemory[] =>
  graph.live(practice, "out", "OUTSIDE").filter(({ to }) => to?.kind === "PCT");

export function standingIn(graph: Graph, practice: Node): ConsortiumStanding {
  if (consortiaOf(graph, practice).length > 0) return "MEMBER";
  return spellsOutside(graph, practice).length > 0 ? "OUTSIDE" : "UNCLEAR";
}

const inConsortium = ({ live }: CypherParts, n: string): string =>
  `COUNT { (${n})-[${n}in:MEMBER_OF]->(:Consortium) WHERE ${live(`${n}in`)} } > 0`;
const saidOutside = ({ live }: CypherParts, n: string): string =>
  `COUNT { (${n})-[${n}out:OUTSIDE]->(:PCT) WHERE ${live(`${n}out`)} } > 0`;

const standing: ComputedField = {
  type: consortiumStandings,
  meaning: "whether it is in a consortium on the as-of date",
  rule: standingIn,
  cypher: (cypher, n) =>
    `CASE WHEN ${inConsortium(cypher, n)} THEN "MEMBER" WHEN ${saidOutside(cypher, n)} THEN "OUTSIDE" ELSE "UNCLEAR" END`,
  // Whoever asks for orphans, of both kinds, need not have them told apart.
  passes: (cypher, n, test) => {
    const [member, outside, unclear] = consortiumStandings.map((value) => `(${test(`"${value}"`)})`);
    return `CASE WHEN ${inConsortium(cypher, n)} THEN ${member} WHEN ${outside} = ${unclear} THEN ${unclear} WHEN ${saidOutside(cypher, n)} THEN ${outside} ELSE ${unclear} END`;
  },
};

/** The value of the claim that counts: each that there is in turn, because the embedded engine takes no list of claims in a condition. */
const claimed = (passes: ClaimTest, values: readonly string[], otherwise: string) => ({
  passes,
  cypher: (cypher: CypherParts, n: string) => {
    const cases = values.map(
      (value) => `WHEN ${passes(cypher, n, (said) => `${said} = "${value}"`)} THEN "${value}"`,
    );
    return `CASE ${cases.join(" ")} ELSE ${otherwise} END`;
  },
});

const outsideReason: ComputedField = {
  type: outsideReasons,
  meaning: "why it is outside",
  nullable: true,
  // The reason in the most trusted claim; none for a member.
  rule: (graph, practice) => {
    if (standingIn(graph, practice) !== "OUTSIDE") return null;
    const [said] = spellsOutside(graph, practice)
      .map(({ fact }) => fact)
      .sort(byTrust);
    return said?.kind === "OUTSIDE" ? said.reason : null;
  },
  ...claimed(
    (cypher, n, test) => {
      const pattern = (claim: string) => `(${n})-[${claim}:OUTSIDE]->(:PCT) WHERE ${cypher.live(claim)}`;
      const better = `COUNT { ${pattern("rival")} AND ${cypher.moreTrusted("rival", "said")} } = 0`;
      return `(NOT ${inConsortium(cypher, n)} AND COUNT { ${pattern("said")} AND ${test("said.reason")} AND ${better} } > 0)`;
    },
    outsideReasons,
    "null",
  ),
};

const position: ComputedField = {
  type: delegationPositions,
  meaning: "what it last reported of its plans to delegate",
  // In the latest live report; of several on one day, the first of `delegationPositions`.
  rule: (graph, pct) => positionOf(graph.live(pct, "out", "REPORT").map(({ fact }) => fact)),
  ...claimed(
    ({ live, rankIn }, n, test) => {
      const pattern = (claim: string) =>
        `(${n})-[${claim}:REPORTED]->(:DelegationReport) WHERE ${live(claim)}`;
      const rank = (claim: string) => rankIn(delegationPositions, `${claim}.position`);
      const later = `CASE WHEN later.validFrom = said.validFrom THEN ${rank("later")} < ${rank("said")} ELSE later.validFrom > said.validFrom END`;
      const latest = `COUNT { ${pattern("later")} AND ${later} } = 0`;
      const says = `COUNT { ${pattern("said")} AND ${test("said.position")} AND ${latest} } > 0`;
      return `CASE WHEN ${says} THEN true WHEN ${test('"NOT_REPORTED"')} THEN COUNT { ${pattern("said")} } = 0 ELSE false END`;
    },
    delegationPositions,
    '"NOT_REPORTED"',
  ),
};

/** Cypher for how many organisations a link reaches, each once however many claims lead to it: only by the way with the least ids. */
function countReached(
  { chain }: CypherParts,
  n: string,
  from: OrganisationEntity,
  link: string,
  more = "",
): string {
  const steps = stepsOf(from, link);
  const way = chain(n, steps, `${n}c`);
  const other = chain(n, steps, `${n}c`, "to", `${n}e`);
  const isEarlier = steps.reduceRight((otherwise, _, at) => {
    const compare = (by: string) => `${other.facts[at]}.factId ${by} ${way.facts[at]}.factId`;
    return otherwise ? `CASE WHEN ${compare("=")} THEN ${otherwise} ELSE ${compare("<")} END` : compare("<");
  }, "");
  return `COUNT { ${way.pattern} WHERE ${way.condition}${more} AND COUNT { ${other.pattern} WHERE ${other.condition} AND ${isEarlier} } = 0 }`;
}

/** How many organisations of a list there are: those that a link reaches and that exist on the as-of date. */
const countOf = (from: OrganisationEntity, link: string, meaning: string): ComputedField => ({
  type: "count",
  meaning,
  rule: (graph, node) =>
    [...graph.reach([node], stepsOf(from, link))].filter((other) => graph.exists(other)).length,
  cypher: (cypher, n) =>
    countReached(cypher, n, from, link, ` AND ${cypher.describedAs(`${n}c`, cypher.exists)}`),
});
const practiceCount = (from: OrganisationEntity) =>
  countOf(from, "practices", "number of member practices on the as-of date");
const pctCount = (from: OrganisationEntity) => countOf(from, "pcts", "number of PCTs on the as-of date");

const crossesShaBoundary: ComputedField = {
  type: "flag",
  meaning: "whether a PCT of another SHA is in it",
  rule: (graph, cluster) => {
    const own = graph.reach([cluster], stepsOf("Cluster", "sha"));
    const shas = graph.reach(graph.reach([cluster], stepsOf("Cluster", "pcts")), stepsOf("PCT", "sha"));
    return [...shas].some((sha) => !own.has(sha));
  },
  cypher: ({ live }, n) =>
    `COUNT { (${n})<-[${n}p:MEMBER_OF]-(pct:PCT)-[${n}q:MEMBER_OF]->(other:SHA) WHERE ${live(`${n}p`)} AND ${live(`${n}q`)} AND COUNT { (${n})-[${n}s:MEMBER_OF]->(own:SHA) WHERE ${live(`${n}s`)} AND own.code = other.code } = 0 } > 0`,
};

const isPathfinder = ({ pathfinderFrom }: Description, asOf: string): boolean =>
  pathfinderFrom !== null && pathfinderFrom <= asOf;

export const computedFields: Readonly<
  Partial<Record<OrganisationEntity, Readonly<Record<string, ComputedField>>>>
> = {
  Practice: {
    standing,
    outsideReason,
    hasDelegatedBudget: {
      type: "flag",
      meaning: "whether its consortium holds a delegation in force on the as-of date",
      rule: (graph, practice) =>
        consortiaOf(graph, practice).some((consortium) => receives(graph, consortium)),
      cypher: (cypher, n) =>
        inForceOn(
          cypher,
          `(${n})-[${n}m:MEMBER_OF]->(:Consortium)<-[budget:DELEGATES_TO]-(:Organisation)`,
          `${n}m`,
        ),
    },
  },
  Consortium: {
    hasDelegatedBudget: {
      type: "flag",
      meaning: "whether it holds a delegation in force on the as-of date",
      rule: receives,
      cypher: (cypher, n) => inForceOn(cypher, `(${n})<-[budget:DELEGATES_TO]-(:Organisation)`),
    },
    isPathfinder: {
      type: "flag",
      meaning: "whether it had been named a pathfinder by the as-of date",
      ofDescription: isPathfinder,
      cypher: (_, _n, d) => `coalesce(${d}.pathfinderFrom <= $asOf, false)`,
    },
    pathfinderWave: {
      type: "count",
      meaning: "wave in which it was named a pathfinder",
      nullable: true,
      ofDescription: (described, asOf) => (isPathfinder(described, asOf) ? described.pathfinderWave : null),
      cypher: (_, _n, d) => `CASE WHEN ${d}.pathfinderFrom <= $asOf THEN ${d}.pathfinderWave ELSE null END`,
    },
    isStatutory: {
      type: "flag",
      meaning: "whether it is a clinical commissioning group",
      ofDescription: ({ statutory }) => statutory ?? false,
      cypher: (_, _n, d) => `coalesce(${d}.statutory, false)`,
    },
    straddles: {
      type: "flag",
      meaning: "whether it belongs to more than one PCT",
      rule: (graph, consortium) => graph.reach([consortium], stepsOf("Consortium", "pcts")).size > 1,
      cypher: (cypher, n) => `${countReached(cypher, n, "Consortium", "pcts")} > 1`,
    },
    practiceCount: practiceCount("Consortium"),
  },
  PCT: {
    hasDelegatedBudget: {
      type: "flag",
      meaning: "whether it has a delegation in force on the as-of date",
      rule: delegates,
      cypher: delegatesIn,
    },
    position,
    practiceCount: practiceCount("PCT"),
    consortiumCount: countOf("PCT", "consortia", "number of consortia on the as-of date"),
  },
  Cluster: {
    hasDelegatedBudget: {
      type: "flag",
      meaning: "whether it or one of its PCTs has a delegation in force on the as-of date",
      rule: (graph, cluster) => delegates(graph, cluster) || memberDelegates(graph, cluster),
      cypher: (cypher, n) =>
        `CASE WHEN ${delegatesIn(cypher, n)} THEN true ELSE ${memberDelegatesIn(cypher, n)} END`,
    },
    crossesShaBoundary,
    practiceCount: practiceCount("Cluster"),
    pctCount: pctCount("Cluster"),
  },
  SHA: {
    hasDelegatedBudget: {
      type: "flag",
      meaning: "whether one of its PCTs or clusters has a delegation in force on the as-of date",
      rule: memberDelegates,
      cypher: memberDelegatesIn,
    },
    minimumDelegatedShare: {
      type: "share",
      meaning: "the share of its budget that it makes each PCT delegate, 0 to 1",
      nullable: true,
      ofDescription: ({ minimumDelegatedShare: share, minimumDelegatedShareFrom: from }, asOf) =>
        from === null || from <= asOf ? share : null,
      cypher: (_, _n, d) =>
        `CASE WHEN coalesce(${d}.minimumDelegatedShareFrom <= $asOf, true) THEN ${d}.minimumDelegatedShare ELSE null END`,
    },
    practiceCount: practiceCount("SHA"),
    pctCount: pctCount("SHA"),
  },
};
