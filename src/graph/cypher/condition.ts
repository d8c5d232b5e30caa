import { filterEntities, type OrganisationEntity } from "../../model/filters.ts";
import { asksNothing, type Condition, type LinkCondition } from "../../query/condition.ts";
import type { Compilation, FactEnds } from "./compilation.ts";
import { compileField } from "./field.ts";
import { patternsOf } from "./link-patterns.ts";
import { countInSet } from "./semi-joins.ts";

/**
 * Compiles a condition on one thing to Cypher that is true or false, never null.
 * @param variable holds the thing
 */
export function compileCondition(compilation: Compilation, condition: Condition, variable: string): string {
  const inner = (part: Condition) => compileCondition(compilation, part, variable);
  switch (condition.kind) {
    case "field":
      return compileField(compilation, condition, variable);
    case "link":
      return compileLink(compilation, condition, variable, true);
    case "not":
      return condition.of.kind === "link"
        ? compileLink(compilation, condition.of, variable, false)
        : negated(inner(condition.of));
    case "all":
      return condition.of.map(inner).join(" AND ") || "true";
    case "any":
      return anyOf(condition.of.map(inner));
    default:
      return condition satisfies never;
  }
}

/**
 * Cases rather than OR, and rather than NOT: Neo4j's planner takes ANDs, ORs and NOTs to conjunctive normal form, which
 * multiplies what an OR of ANDs holds: five of five conditions took it 50 s. It leaves cases as they are.
 */
function anyOf(conditions: readonly string[]): string {
  const cases = conditions.map((condition) => `WHEN (${condition}) THEN true`);
  return cases.length === 0 ? "false" : `CASE ${cases.join(" ")} ELSE false END`;
}

const negated = (condition: string): string => `CASE WHEN (${condition}) THEN false ELSE true END`;

/** @param reaches whether the link has to reach something that fits, or must not */
function compileLink(
  compilation: Compilation,
  condition: LinkCondition,
  variable: string,
  reaches: boolean,
): string {
  const { entity, link, where } = condition;
  const end = factEnds[`${entity}.${link}`];
  const bound = end && compilation.factEnds.get(variable)?.[end];
  if (bound) {
    const fits = compileCondition(compilation, where, bound);
    return reaches ? `(${fits})` : negated(fits);
  }
  const count = semiJoined(compilation, condition, variable) ?? linkedCount(compilation, condition, variable);
  return `${count} ${reaches ? ">" : "="} 0`;
}

/** The same count where many rows share what a link reaches. */
function semiJoined(
  compilation: Compilation,
  { entity, link, where }: LinkCondition,
  variable: string,
): string | undefined {
  const common = compilation.common.get(variable);
  const isShared = filterEntities[entity].one[link] !== undefined && link !== "source";
  if (variable !== compilation.semiJoined || !common || !isShared || asksNothing(where)) return undefined;
  const from = entity as OrganisationEntity;
  const candidates = compilation.semiJoins.candidates(from, link);
  compilation.descriptions.set(candidates.variable, candidates.description);
  compilation.common.set(candidates.variable, candidates.common);
  const set = `${candidates.variable}s${candidates.sets.size}`;
  candidates.sets.set(set, compileCondition(compilation, where, candidates.variable));
  return countInSet(common, variable, from, link, set);
}

/** Cypher for how many linked things fit a condition, seen at the clocks on every hop; no more than its sign means anything. */
function linkedCount(
  compilation: Compilation,
  { entity, link, where }: LinkCondition,
  variable: string,
): string {
  const counts = patternsOf(compilation, entity, link, variable).map(({ pattern, condition, reached }) => {
    const inner = compileCondition(compilation, where, reached);
    const conditions = [condition, inner].filter((text) => text !== "" && text !== "true");
    return `COUNT { ${pattern}${conditions.length ? ` WHERE ${conditions.join(" AND ")}` : ""} }`;
  });
  return counts.length === 1 ? counts.join() : `(${counts.join(" + ")})`;
}

/** Which end of its fact each link of a fact names. */
const factEnds: Record<string, keyof FactEnds> = {
  "Membership.member": "start",
  "Membership.group": "end",
  "Delegation.delegator": "start",
  "Delegation.recipient": "end",
  "Support.provider": "start",
  "Support.recipient": "end",
};
