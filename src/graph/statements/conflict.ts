import type { Code } from "../../model/code.ts";
import type { Finding, RuleName } from "../../model/conflict.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import { type Step, stepsOf } from "../../model/links.ts";
import { chain } from "../cypher/chain.ts";
import { expressionOf } from "../cypher/expressions.ts";
import type { RawRow, Statement } from "../graph.ts";
import type { AreaEntity } from "./budget.ts";
import { described, exists, live } from "./clocks.ts";
import { readCode } from "./read-code.ts";
import { readFact } from "./stored.ts";

/** One statement a rule: where live facts may contradict each other. What it finds is decided in src/model/conflict.ts. */

type Subject = "Practice" | "Consortium" | "PCT" | "Cluster";
type ConflictStatement = Statement<Clocks & { readonly within: Code | null }, Finding>;

/** From an area to the subjects that lie in it (or that it lies in); none where there is no way. */
const steps: Record<AreaEntity, Partial<Record<Subject, readonly Step[]>>> = {
  SHA: {
    Cluster: stepsOf("SHA", "clusters"),
    PCT: stepsOf("SHA", "pcts"),
    Practice: stepsOf("SHA", "practices"),
    Consortium: [...stepsOf("SHA", "pcts"), ...stepsOf("PCT", "consortia")],
  },
  Cluster: {
    Cluster: [],
    PCT: stepsOf("Cluster", "pcts"),
    Practice: stepsOf("Cluster", "practices"),
    Consortium: stepsOf("Cluster", "consortia"),
  },
  PCT: { PCT: [], Practice: stepsOf("PCT", "practices"), Consortium: stepsOf("PCT", "consortia") },
  Consortium: {
    Consortium: [],
    PCT: stepsOf("Consortium", "pcts"),
    Practice: stepsOf("Consortium", "practices"),
  },
  Practice: {
    Practice: [],
    PCT: stepsOf("Practice", "pct"),
    Consortium: stepsOf("Practice", "consortium"),
  },
};

/** The subjects of a rule as `o`, each once: all of a kind, or those within an area. */
function subjects(area: AreaEntity | null, label: Subject): string {
  if (area === null) return `MATCH (o:${label})`;
  const way = steps[area][label] ?? [];
  if (way.length === 0) return `MATCH (o:${label} {code: $within})`;
  const { pattern, condition } = chain("s", way, "o");
  return `MATCH (s:${area} {code: $within}) MATCH ${pattern} WHERE ${condition} WITH DISTINCT o`;
}

/** A fact as a list that `readFinding` reads. */
const columns = (fact: string, from: string, to: string): string =>
  `[type(${fact}), ${from}.code, ${to}.code, properties(${fact})]`;

/** @param rule whose statement it was: one alone answers a sub-type */
const readFinding =
  (rule: RuleName) =>
  (raw: RawRow): Finding => ({
    subject: readCode(raw.subject),
    subType: rule === "ods-sub-type" ? String(raw.subType) : null,
    facts: (raw.facts as [unknown, unknown, unknown, unknown][]).map((fact) => readFact(...fact)),
  });

/** Subjects that are members of two groups of a kind. */
const twoGroups = (area: AreaEntity | null, label: Subject, group: OrganisationEntity): string =>
  `${subjects(area, label)}
WITH o WHERE COUNT { (o)-[m:MEMBER_OF]->(:${group}) WHERE ${live("m")} } > 1
MATCH (o)-[fact:MEMBER_OF]->(g:${group}) WHERE ${live("fact")}
WITH o, count(DISTINCT g.code) AS groups, collect(${columns("fact", "o", "g")}) AS facts
WHERE groups > 1
RETURN o.code AS subject, facts`;

/** All that PCTs `o` reported, have and delegate. */
const books = `MATCH (o)-[fact:REPORTED|HAS_BUDGET|DELEGATES_TO]->(x) WHERE ${live("fact")}
WITH o, collect(${columns("fact", "o", "x")}) AS facts
RETURN o.code AS subject, facts`;

/** How many delegations by `o` of certain stages are live. */
const delegated = (stages: string): string =>
  `COUNT { (o)-[d:DELEGATES_TO]->(:Consortium) WHERE ${live("d")} AND d.stage IN [${stages}] }`;

const cypher: Record<RuleName, (area: AreaEntity | null) => string> = {
  "two-consortia": (area) => twoGroups(area, "Practice", "Consortium"),
  "member-and-outside": (area) => `${subjects(area, "Practice")}
MATCH (o)-[said:OUTSIDE]->(p:PCT) WHERE ${live("said")}
WITH o, collect(${columns("said", "o", "p")}) AS outside
MATCH (o)-[fact:MEMBER_OF]->(g:Consortium) WHERE ${live("fact")}
WITH o, outside, collect(${columns("fact", "o", "g")}) AS memberships
RETURN o.code AS subject, outside + memberships AS facts`,
  "two-clusters": (area) => twoGroups(area, "PCT", "Cluster"),
  "outside-lifetime": (area) => `${everything(area)}
WITH o, ${described("o")} AS d
WHERE d IS NOT NULL AND NOT (${exists("d")})
MATCH (o)-[fact:MEMBER_OF|OUTSIDE|DELEGATES_TO|SUPPORTS|REPORTED|HAS_BUDGET]-() WHERE ${live("fact")}
WITH o, collect([type(fact), startNode(fact).code, endNode(fact).code, properties(fact)]) AS facts
RETURN o.code AS subject, facts`,
  // By all claims and the least budget, which find at least all that the most trusted claims do.
  "over-budget": (area) => `${subjects(area, "PCT")}
MATCH (o)-[has:HAS_BUDGET]->(b:Budget) WHERE ${live("has")}
WITH o, has.financialYear AS year, min(has.amountGbp) AS budget
MATCH (o)-[claim:REPORTED|DELEGATES_TO]->(y)
WHERE ${live("claim")} AND claim.financialYear = year AND coalesce(claim.stage, "") <> "PLANNED"
WITH o, year, budget, type(claim) AS kind, sum(coalesce(claim.amountGbp, 0)) AS amount
WHERE amount > budget
WITH DISTINCT o
${books}`,
  "disputed-delegation": (area) => `${subjects(area, "Consortium")}
MATCH (o)<-[fact:DELEGATES_TO]-(x:Organisation) WHERE ${live("fact")}
WITH o, count(*) AS claims, collect(${columns("fact", "x", "o")}) AS facts
WHERE claims > 1
RETURN o.code AS subject, facts`,
  "report-against-delegations": (area) => `${subjects(area, "PCT")}
MATCH (o)-[said:REPORTED]->(r:DelegationReport) WHERE ${live("said")}
WITH o, collect(said.position) AS positions
WHERE ("NO_CLEAR_PLANS" IN positions OR "DEVELOPING" IN positions) AND ${delegated('"IN_FORCE"')} > 0
  OR "DELEGATED_OR_READY" IN positions AND ${delegated('"IN_FORCE", "READY"')} = 0
${books}`,
  "pathfinder-without-plans": (area) => `${subjects(area, "PCT")}
MATCH (o)-[said:REPORTED]->(x:DelegationReport) WHERE ${live("said")}
WITH o, collect(said.position) AS positions, collect(${columns("said", "o", "x")}) AS reports
WHERE "NO_CLEAR_PLANS" IN positions
MATCH (o)<-[fact:MEMBER_OF]-(c:Consortium) WHERE ${live("fact")}
WITH o, reports, fact, c, ${described("c")} AS d
WHERE ${expressionOf("Consortium", "isPathfinder", "c", "d")}
WITH o, reports, collect(${columns("fact", "c", "o")}) AS memberships
RETURN o.code AS subject, memberships + reports AS facts`,
  "empty-consortium": (area) => `${subjects(area, "Consortium")}
WITH o, ${described("o")} AS d
WHERE ${exists("d")} AND COUNT { (o)<-[m:MEMBER_OF]-(:Practice) WHERE ${live("m")} } = 0
RETURN o.code AS subject, [(o)-[fact:MEMBER_OF]->(g:Organisation) WHERE ${live("fact")} | ${columns("fact", "o", "g")}] AS facts`,
  "ods-sub-type": (area) => `${subjects(area, "Practice")}
WITH o, ${described("o")} AS d
WHERE ${exists("d")} AND d.odsSubType IN ["B", "Z"]
WITH o, d.odsSubType AS subType, COUNT { (o)-[m:MEMBER_OF]->(:Organisation) WHERE ${live("m")} } > 0 AS belongs
WHERE belongs = (subType = "Z")
RETURN o.code AS subject, subType, [(o)-[fact:MEMBER_OF]->(g:Organisation) WHERE ${live("fact")} | ${columns("fact", "o", "g")}] AS facts`,
};

/** Organisations of every kind as `o`, each once: all of them, or the area and those within it. */
function everything(area: AreaEntity | null): string {
  if (area === null) return "MATCH (o:Organisation)";
  const ways = Object.values(steps[area]).filter((way) => way.length > 0);
  const reached = ways.map((way) => {
    const { pattern, condition } = chain("s", way, "x");
    return `MATCH (s:${area} {code: $within}) MATCH ${pattern} WHERE ${condition} RETURN x.code AS code`;
  });
  return `CALL () {
${["RETURN $within AS code", ...reached].join("\nUNION\n")}
}
MATCH (o:Organisation {code: code})`;
}

/** Where a rule's facts may contradict each other in an area, or in all of England. */
export const conflictStatement = (rule: RuleName, area: AreaEntity | null): ConflictStatement => ({
  name: `conflicts ${rule} in ${area ?? "England"}`,
  cypher: cypher[rule](area),
  row: readFinding(rule),
});
