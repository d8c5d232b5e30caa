import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { type Random, randomFor } from "../../src/demonstration/synthetic/random.ts";
import { EnumName, leafValue } from "./odd-values.ts";

export interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** How much one query asks for: the limits of the server have tests of their own. */
const most = { depth: 6, fields: 24, filterDepth: 4 } as const;
/** Sizes of a page are kept small, or are refused. */
const pageSizes = [1, 2, 3, 5];
const oddPageSizes = [0, -1, 1_001, 2_147_483_647, -2_147_483_648];

/** The query of a seed and a number: fields, arguments and nested inputs of the schema itself, with odd values. */
export function generateQuestion(schema: GraphQLSchema, seed: string): Question {
  return new Generator(schema, randomFor(`fuzz ${seed}`)).question();
}

class Generator {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #variables: { declaration: string; value: unknown }[] = [];
  #aliases = 0;
  #fieldsLeft: number = most.fields;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  question(): Question {
    const type = this.#schema.getQueryType();
    if (!type) throw new Error("The schema has no queries");
    const roots = this.#random.shuffled(Object.values(type.getFields()));
    const selection = roots.slice(0, this.#random.integer(1, 2)).map((field) => this.#field(field, 1));
    const declared = this.#variables.map(({ declaration }) => declaration).join(", ");
    const values = this.#variables.map(({ value }, index) => [`v${index}`, value] as const);
    return {
      query: `query Fuzz${declared ? `(${declared})` : ""} { ${selection.join(" ")} }`,
      // A value that is undefined is a variable that is declared and not given.
      variables: Object.fromEntries(values.filter(([, value]) => value !== undefined)),
    };
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fieldsLeft--;
    const args = this.#arguments(field.args);
    const alias = `f${this.#aliases++}: `;
    return `${alias}${field.name}${args ? `(${args})` : ""}${this.#selection(field.type, depth)}`;
  }

  #selection(output: GraphQLOutputType, depth: number): string {
    const type = getNamedType(output);
    if (isLeafType(type)) return "";
    const selected = ["__typename"];
    if (isObjectType(type) || isInterfaceType(type)) selected.push(...this.#fieldsOf(type, depth));
    if (isAbstractType(type) && this.#random.chance(0.6)) {
      const concrete = this.#random.pick(this.#schema.getPossibleTypes(type));
      selected.push(`... on ${concrete.name} { __typename ${this.#fieldsOf(concrete, depth).join(" ")} }`);
    }
    return ` { ${selected.join(" ")} }`;
  }

  #fieldsOf(type: { getFields(): Record<string, GraphQLField<unknown, unknown>> }, depth: number): string[] {
    const all = this.#random.shuffled(Object.values(type.getFields()));
    const open = all.filter((field) => depth < most.depth || isLeafType(getNamedType(field.type)));
    const wanted = open.slice(0, this.#random.integer(1, depth < 3 ? 4 : 3));
    return wanted.flatMap((field) => (this.#fieldsLeft > 0 ? [this.#field(field, depth + 1)] : []));
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const backwards = this.#random.chance(0.2);
    return args
      .flatMap((arg) => {
        if (arg.name === "first" && !backwards) return [`first: ${this.#pageSize()}`];
        if (arg.name === "last" && backwards) return [`last: ${this.#pageSize()}`];
        // Hardly any text is a cursor, and both sizes at once are refused.
        const seldom = ["first", "last", "after", "before"].includes(arg.name);
        if (seldom && this.#random.chance(0.96)) return [];
        if (!isRequiredArgument(arg) && this.#random.chance(arg.name === "where" ? 0.3 : 0.65)) return [];
        return [`${arg.name}: ${this.#argument(arg)}`];
      })
      .join(", ");
  }

  #pageSize(): number {
    return this.#random.pick(this.#random.chance(0.95) ? pageSizes : oddPageSizes);
  }

  #argument({ type }: GraphQLArgument): string {
    const value = this.#value(type, 0);
    if (this.#random.chance(0.6)) return literal(value);
    const omitted = !isNonNullType(type) && this.#random.chance(0.05);
    this.#variables.push({
      declaration: `$v${this.#variables.length}: ${type}`,
      value: omitted ? undefined : asJson(value),
    });
    return `$v${this.#variables.length - 1}`;
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (this.#random.chance(0.03)) return null;
    if (isListType(type)) {
      const length = this.#random.pick(depth < most.filterDepth ? [0, 1, 1, 2, 3] : [0, 1]);
      return Array.from({ length }, () => this.#value(type.ofType, depth + 1)).filter(
        (item) => item !== null || !isNonNullType(type.ofType),
      );
    }
    if (isInputObjectType(type)) return this.#object(type, depth);
    return leafValue(type, this.#random);
  }

  #object(type: GraphQLInputObjectType, depth: number): Record<string, unknown> {
    const fields = this.#random.shuffled(Object.values(type.getFields()));
    const open = fields.filter((field) => depth < most.filterDepth || isLeafType(getNamedType(field.type)));
    const wanted = this.#random.pick([0, 1, 1, 1, 2, 3]);
    const chosen = fields.filter(
      (field) => isRequiredInputField(field) || (open.indexOf(field) < wanted && open.includes(field)),
    );
    return Object.fromEntries(chosen.map((field) => [field.name, this.#value(field.type, depth + 1)]));
  }
}

/** A value as it is written in a document. */
export function literal(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, held]) => `${key}: ${literal(held)}`);
    return `{${pairs.join(", ")}}`;
  }
  return JSON.stringify(value);
}

function asJson(value: unknown): unknown {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, asJson(held)]));
  }
  return value;
}
