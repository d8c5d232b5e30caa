import { BadUserInput } from "../../model/errors.ts";
import { type EntityName, filterEntities, type OrganisationEntity, type Where } from "../../model/filters.ts";
import type { Compilation, FactEnds } from "./compilation.ts";
import { compileField } from "./compile-field.ts";
import { routes } from "./link-routes.ts";
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

/** Which end of its fact each link of a fact names. */
const factEnds: Record<string, keyof FactEnds> = {
  "Membership.member": "start",
  "Membership.group": "end",
  "Delegation.delegator": "start",
  "Delegation.recipient": "end",
  "Support.provider": "start",
  "Support.recipient": "end",
};
