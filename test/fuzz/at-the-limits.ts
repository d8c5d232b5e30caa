import { type GraphQLSchema, getNamedType, isInputObjectType, isLeafType } from "graphql";
import { type Random, randomFor } from "../../src/demonstration/synthetic/random.ts";
import { whereLimits } from "../../src/query/check-where.ts";
import { literal, type Question } from "./generate-query.ts";
import { questionsOfInputTypes } from "./input-types.ts";

/** As many aliases as the settings allow (MAX_ALIASES). */
const mostAliases = 100;

/** The heaviest questions of each kind that are just allowed, or just not. */
export function generateAtTheLimits(schema: GraphQLSchema, seed: string): Question {
  const random = randomFor(`limits ${seed}`);
  const kinds = [nestedFilter, manyAliases, anyInput];
  return random.pick(kinds)(schema, random);
}

/** A filter whose links hold one another as deep as a filter may be, or a level deeper; as a variable, or written out. */
function nestedFilter(schema: GraphQLSchema, random: Random): Question {
  const levels = whereLimits.depth + random.pick([-6, -2, -1, 0, 1]);
  const [name, type] = random.pick([
    ["practices", "PracticeWhere"],
    ["pcts", "PCTWhere"],
    ["consortia", "ConsortiumWhere"],
    ["clusters", "ClusterWhere"],
  ]);
  const where = nested(schema, type, levels, random);
  const page = `first: ${random.pick([1, 50, 1_000])}, asOf: "2011-0${random.integer(1, 9)}-01"`;
  if (random.chance(0.5))
    return {
      query: `query Fuzz($w: ${type}) { ${name}(${page}, where: $w) { totalCount } }`,
      variables: { w: where },
    };
  return { query: `{ ${name}(${page}, where: ${literal(where)}) { totalCount } }`, variables: {} };
}

/** One branch of objects within objects, down to a condition on a name. */
function nested(
  schema: GraphQLSchema,
  type: string,
  levels: number,
  random: Random,
): Record<string, unknown> {
  const input = schema.getType(type);
  if (!isInputObjectType(input)) throw new Error(`${type} is no input object`);
  const fields = input.getFields();
  const objects = Object.values(fields).filter((field) => {
    const inner = getNamedType(field.type);
    return (
      isInputObjectType(inner) &&
      !Object.values(inner.getFields()).every(({ type }) => isLeafType(getNamedType(type)))
    );
  });
  if (levels <= 0 || objects.length === 0) {
    if (fields.name) return { name: { contains: random.pick(["zzz", "health", "e"]) } };
    return fields.exists ? { exists: true } : {};
  }
  const field = random.pick(objects);
  const inner = nested(schema, getNamedType(field.type).name, levels - 1, random);
  return { [field.name]: String(field.type).startsWith("[") ? [inner] : inner };
}

/** One field of the root as often as aliases allow, or once more, each a little different so that none is answered twice. */
function manyAliases(_schema: GraphQLSchema, random: Random): Question {
  const count = mostAliases + random.pick([-50, 0, 0, 1]);
  const ask = random.pick<(at: number) => string>([
    (at) => `practices(first: 1, where: {name: {contains: "${at}"}}) { totalCount }`,
    (at) => `changes(from: "2010-07-31", to: "2011-04-01", first: ${at + 1}) { totalCount }`,
    (at) => `search(text: "health ${at}") { organisation { __typename code } }`,
    (at) => `conflicts(within: "5PE", asOf: "2011-04-${String((at % 30) + 1).padStart(2, "0")}") { rule }`,
    (at) => `delegationSummary(asOf: "2011-04-${String((at % 30) + 1).padStart(2, "0")}") { pcts }`,
    (at) => `practiceCounts(groupBy: PCT, where: {name: {contains: "${at}"}}) { practices }`,
  ]);
  const selections = Array.from({ length: count }, (_, at) => `a${at}: ${ask(at)}`);
  return { query: `{ ${selections.join(" ")} }`, variables: {} };
}

/** A variable of any type that an input can have. */
function anyInput(schema: GraphQLSchema, random: Random): Question {
  const questions = questionsOfInputTypes(schema).filter(({ query }) => query.startsWith("query"));
  return random.pick(questions);
}
