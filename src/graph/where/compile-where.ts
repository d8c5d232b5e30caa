import { BadUserInput } from "../../model/errors.ts";
import {
  type EntityName,
  type FilterField,
  filterEntities,
  type OrganisationEntity,
  type Where,
} from "../../model/filters.ts";
import { chain, stepsOf } from "../links.ts";
import { describedAs, live } from "../statements/clocks.ts";
import type { Compilation, FactEnds } from "./compilation.ts";
import { claimTestOf, expressionOf, isCounted, isDescribed } from "./expressions.ts";
import { claimComparison, comparison } from "./operators.ts";
import { countInSet } from "./settled-links.ts";

/**
 * Compiles a `where` on one thing to a Cypher condition that is true or false, never null.
 * @param variable holds the thing
 * @throws BadUserInput for a name, operator or value that the vocabulary does not have; QueryTooComplex
 */
export function compileWhere(
  compilation: Compilation,
  entity: EntityName,
  where: Where,
  variable: string,
  depth = 1,
): string {
  const conditions = Object.entries(where).map(([name, value]) =>
    compileEntry(compilation, entity, name, value, variable, depth),
  );
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

function compileEntry(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  value: unknown,
  variable: string,
  depth: number,
): string {
  compilation.count(depth);
  if (value === null || value === undefined) {
    throw new BadUserInput(
      `where: "${name}" is null, which asks nothing: leave it out, or ask for a missing value by { isNull: true }, for a missing link by { exists: false }.`,
    );
  }
  const inner = (part: unknown) => {
    compilation.count(depth);
    return `(${compileWhere(compilation, entity, part as Where, variable, depth + 1)})`;
  };
  if (name === "AND") return all(value).map(inner).join(" AND ") || "true";
  if (name === "OR") return anyOf(all(value).map(inner));
  if (name === "NOT") return `CASE WHEN ${inner(value)} THEN false ELSE true END`;
  const { fields, one, many } = filterEntities[entity];
  const field = fields[name];
  if (field) return compileField(compilation, entity, name, field, value, variable);
  if (one[name]) return compileOne(compilation, entity, name, value as Where, variable, depth);
  if (many[name]) return compileMany(compilation, entity, name, value as Where, variable, depth);
  throw new BadUserInput(
    `where: ${entity} has no "${name}"; it has ${[...Object.keys(fields), ...Object.keys(one), ...Object.keys(many)].join(", ")}.`,
  );
}

const all = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * Cases rather than OR, and rather than NOT: Neo4j's planner takes ANDs, ORs and NOTs to conjunctive normal form, which
 * multiplies what an OR of ANDs holds: five of five conditions took it 50 s. It leaves cases as they are.
 */
function anyOf(conditions: readonly string[]): string {
  const cases = conditions.map((condition) => `WHEN ${condition} THEN true`);
  return cases.length === 0 ? "false" : `CASE ${cases.join(" ")} ELSE false END`;
}

function compileField(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  field: FilterField,
  value: unknown,
  variable: string,
): string {
  const operators = field.type === "boolean" ? { eq: value } : (value as Where);
  const conditions = Object.entries(operators).map(([operator, operand]) => {
    if (operand === null || operand === undefined) {
      throw new BadUserInput(
        `where: { ${name}: { ${operator}: null } } asks nothing: for a missing value use { ${name}: { isNull: true } }.`,
      );
    }
    const passes = claimTestOf(entity, name);
    if (passes && !compilation.columns.get(variable)?.isWorth(name)) {
      return claimComparison(compilation, field, operator, operand, (test) => passes(variable, test));
    }
    const compare = comparison(compilation, field, operator, operand);
    const condition = (description: string) => {
      const expression = heldOr(compilation, entity, name, variable, description);
      return name === "services"
        ? `size([service IN ${expression} WHERE ${compare("service")} | 1]) > 0`
        : compare(expression);
    };
    return onDescription(compilation, entity, name, variable, condition);
  });
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** The Cypher of a field: the column that holds it, where it is worth one, else what works it out in place. */
function heldOr(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  variable: string,
  description: string,
): string {
  const expression = expressionOf(entity, name, variable, description);
  const columns = compilation.columns.get(variable);
  if (!columns?.isWorth(name) || !isCounted(entity, name)) return expression;
  return columns.hold(`${variable}_${name}`, expression);
}

/** A condition on a field, put to whatever holds it: the thing itself, or the description of an organisation at `knownAt`. */
function onDescription(
  compilation: Compilation,
  entity: EntityName,
  field: string,
  variable: string,
  condition: (holder: string) => string,
): string {
  const description = compilation.descriptions.get(variable);
  if (description || !isDescribed(entity, field)) return condition(description ?? variable);
  return describedAs(variable, condition);
}

function compileOne(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  value: Where,
  variable: string,
  depth: number,
): string {
  const { exists = true, ...rest } = value as { exists?: boolean } & Where;
  if (exists === null)
    throw new BadUserInput(`where: { ${name}: { exists: null } } asks nothing: expected true or false.`);
  if (!exists && Object.keys(rest).length > 0) {
    throw new BadUserInput(
      `where: { ${name}: { exists: false } } asks for none at all and takes no other condition; for "none that…" use NOT: { ${name}: {…} }.`,
    );
  }
  const end = factEnds[`${entity}.${name}`];
  const bound = end && compilation.factEnds.get(variable)?.[end];
  if (bound)
    return exists ? `(${compileWhere(compilation, "Organisation", rest, bound, depth + 1)})` : "false";
  const sought = settled(compilation, entity, name, rest, variable, depth);
  const count = sought ?? linkedCount(compilation, entity, name, rest, variable, depth);
  return `${count} ${exists ? ">" : "="} 0`;
}

/** The same count where many rows share what a link reaches. */
function settled(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  where: Where,
  variable: string,
  depth: number,
): string | undefined {
  const columns = compilation.columns.get(variable);
  const asksMore = Object.keys(where).length > 0;
  if (variable !== compilation.settledFor || !columns || name === "source" || !asksMore) return undefined;
  const from = entity as OrganisationEntity;
  const candidates = compilation.settledLinks.candidates(from, name);
  compilation.descriptions.set(candidates.variable, candidates.description);
  compilation.columns.set(candidates.variable, candidates.columns);
  const set = `${candidates.variable}s${candidates.sets.size}`;
  candidates.sets.set(set, compileWhere(compilation, candidates.kind, where, candidates.variable, depth + 1));
  return countInSet(columns, variable, from, name, set);
}

function compileMany(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  quantifiers: Where,
  variable: string,
  depth: number,
): string {
  const conditions = Object.entries(quantifiers).map(([quantifier, value]) => {
    if (value === null || value === undefined)
      throw new BadUserInput(
        `where: { ${name}: { ${quantifier}: null } } asks nothing: expected an object, {} for any.`,
      );
    const where = value as Where;
    if (quantifier === "some") return `${linkedCount(compilation, entity, name, where, variable, depth)} > 0`;
    if (quantifier === "none") return `${linkedCount(compilation, entity, name, where, variable, depth)} = 0`;
    if (quantifier === "every")
      return `${linkedCount(compilation, entity, name, { NOT: where }, variable, depth)} = 0`;
    throw new BadUserInput(
      `where: { ${name}: { ${quantifier}: … } } is not known: expected some, every or none.`,
    );
  });
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** Cypher for how many linked things satisfy a `where`, seen at both clocks on every hop; no more than its sign means anything. */
function linkedCount(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  where: Where,
  variable: string,
  depth: number,
): string {
  const { one, many } = filterEntities[entity];
  const target = (one[name] ?? many[name])?.entity as EntityName;
  const counts = routes(compilation, entity, name, variable).map(({ pattern, condition, reached }) => {
    const inner = compileWhere(compilation, target, where, reached, depth + 1);
    const conditions = [condition, inner].filter((text) => text !== "" && text !== "true");
    return `COUNT { ${pattern}${conditions.length ? ` WHERE ${conditions.join(" AND ")}` : ""} }`;
  });
  return counts.length === 1 ? counts.join() : `(${counts.join(" + ")})`;
}

interface Route {
  readonly pattern: string;
  readonly condition: string;
  /** The variable that holds what is reached. */
  readonly reached: string;
}

/** The patterns from a thing to what one of its links reaches: one, but for the support of an organisation of any kind. */
function routes(compilation: Compilation, entity: EntityName, name: string, variable: string): Route[] {
  const factType = factTypes[name];
  if (factType && name === "supports" && entity === "Organisation") {
    const isProvider = `${variable}.kind = "SUPPORT_PROVIDER"`;
    return [
      factRoute(compilation, factType, variable, true, isProvider),
      factRoute(compilation, factType, variable, false, `NOT ${isProvider}`),
    ];
  }
  if (factType) return [factRoute(compilation, factType, variable, pointsAway(entity, name))];
  const reached = compilation.variable();
  if (name === "source") {
    const isOf = (holder: string) => `${reached}.code = ${holder}.source`;
    const condition = onDescription(compilation, entity, name, variable, isOf);
    return [{ pattern: `(${reached}:Source)`, condition, reached }];
  }
  const { pattern, condition } = chain(variable, stepsOf(entity as OrganisationEntity, name), reached);
  return [{ pattern, condition, reached }];
}

function factRoute(
  compilation: Compilation,
  factType: string,
  variable: string,
  away: boolean,
  only?: string,
): Route {
  const reached = compilation.variable();
  const other = compilation.variable();
  const ends = away ? { start: variable, end: other } : { start: other, end: variable };
  compilation.factEnds.set(reached, ends);
  const hop = away ? `-[${reached}:${factType}]->` : `<-[${reached}:${factType}]-`;
  const condition = only ? `${only} AND ${live(reached)}` : live(reached);
  return { pattern: `(${variable})${hop}(${other}:Organisation)`, condition, reached };
}

/** Links that reach facts; which way a fact points depends on whose link it is. */
const factTypes: Record<string, string> = {
  memberships: "MEMBER_OF",
  supports: "SUPPORTS",
  delegations: "DELEGATES_TO",
};

function pointsAway(entity: EntityName, name: string): boolean {
  if (name === "supports") return entity === "SupportProvider";
  return name === "memberships" || entity !== "Consortium";
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
