import { BadUserInput, QueryTooComplex } from "../model/errors.ts";
import {
  type EntityName,
  type FilterField,
  filterEntities,
  operandOf,
  type Where,
} from "../model/filters.ts";
import { allOf, type Comparison, type Condition, type Operator, operators } from "./condition.ts";

/** How large a `where` may be: conditions in all, and how deep objects may nest. */
export const whereLimits = { conditions: 100, depth: 12 } as const;

/**
 * What a `where` asks, checked: whoever runs it refuses nothing of it any more.
 * @throws BadUserInput for a name, operator or value that the vocabulary does not have; QueryTooComplex
 */
export const checkWhere = (entity: EntityName, where: Where): Condition => new Check().where(entity, where);

const not = (of: Condition): Condition => ({ kind: "not", of });

/** One check, which counts the conditions as it comes to them. */
class Check {
  #conditions = 0;

  where(entity: EntityName, where: Where, depth = 1): Condition {
    return allOf(Object.entries(where).map(([name, given]) => this.#entry(entity, name, given, depth)));
  }

  #entry(entity: EntityName, name: string, given: unknown, depth: number): Condition {
    this.#count(depth);
    if (given === null || given === undefined) {
      throw new BadUserInput(
        `where: "${name}" is null, which asks nothing: leave it out, or ask for a missing value by { isNull: true }, for a missing link by { exists: false }.`,
      );
    }
    if (name === "NOT") return not(this.#part(entity, given, depth));
    if (name === "AND" || name === "OR") {
      const of = [given].flat().map((part) => this.#part(entity, part, depth));
      return name === "AND" ? allOf(of) : { kind: "any", of };
    }
    const { fields, one, many } = filterEntities[entity];
    const field = fields[name];
    if (field) return { kind: "field", entity, field: name, comparisons: comparisonsOf(name, field, given) };
    const target = (one[name] ?? many[name])?.entity;
    if (!target) throw unknownName(entity, name);
    const linked = (where: Where): Condition => ({
      kind: "link",
      entity,
      link: name,
      target,
      where: this.where(target, where, depth + 1),
    });
    return one[name] ? toOne(name, given as Where, linked) : toMany(name, given as Where, linked);
  }

  #part(entity: EntityName, part: unknown, depth: number): Condition {
    this.#count(depth);
    return this.where(entity, part as Where, depth + 1);
  }

  #count(depth: number): void {
    this.#conditions++;
    refuseBeyond("conditions", this.#conditions, "conditions long");
    refuseBeyond("depth", depth, "levels deep");
  }
}

type Linked = (where: Where) => Condition;

function toOne(name: string, { exists = true, ...rest }: Where, linked: Linked): Condition {
  if (exists === null)
    throw new BadUserInput(`where: { ${name}: { exists: null } } asks nothing: expected true or false.`);
  if (!exists && Object.keys(rest).length > 0) {
    throw new BadUserInput(
      `where: { ${name}: { exists: false } } asks for none at all and takes no other condition; for "none that…" use NOT: { ${name}: {…} }.`,
    );
  }
  return exists ? linked(rest) : not(linked(rest));
}

function toMany(name: string, quantifiers: Where, linked: Linked): Condition {
  return allOf(
    Object.entries(quantifiers).map(([quantifier, where]) => {
      if (where === null || where === undefined)
        throw new BadUserInput(
          `where: { ${name}: { ${quantifier}: null } } asks nothing: expected an object, {} for any.`,
        );
      if (quantifier === "some") return linked(where as Where);
      if (quantifier === "none") return not(linked(where as Where));
      if (quantifier === "every") return not(linked({ NOT: where }));
      throw new BadUserInput(
        `where: { ${name}: { ${quantifier}: … } } is not known: expected some, every or none.`,
      );
    }),
  );
}

function comparisonsOf(name: string, field: FilterField, given: unknown): readonly Comparison[] {
  const entries = Object.entries(field.type === "boolean" ? { eq: given } : (given as Where));
  return entries.map(([operator, operand]) => {
    if (operand === null || operand === undefined) {
      throw new BadUserInput(
        `where: { ${name}: { ${operator}: null } } asks nothing: for a missing value use { ${name}: { isNull: true } }.`,
      );
    }
    if (!isOperator(operator)) {
      throw new BadUserInput(
        `where: the operator "${operator}" is not known: expected ${operators.slice(0, -1).join(", ")} or ${operators.at(-1)}.`,
      );
    }
    return { operator, operand: field.type === "text" ? operandOf(field, operand) : operand };
  });
}

const isOperator = (name: string): name is Operator => (operators as readonly string[]).includes(name);

function unknownName(entity: EntityName, name: string): BadUserInput {
  const { fields, one, many } = filterEntities[entity];
  const names = [fields, one, many].flatMap((known) => Object.keys(known));
  return new BadUserInput(`where: ${entity} has no "${name}"; it has ${names.join(", ")}.`);
}

/** @throws QueryTooComplex */
function refuseBeyond(bound: keyof typeof whereLimits, actual: number, size: string): void {
  const limit = whereLimits[bound];
  if (actual > limit) throw tooLarge(bound, limit, actual, size);
}

/** @param size what there are so many of */
export const tooLarge = (bound: string, limit: number, actual: number, size: string): QueryTooComplex =>
  new QueryTooComplex(`The where is ${actual} ${size}; at most ${limit} are allowed. Split the question.`, {
    bound: `where ${bound}`,
    limit,
    actual,
  });
