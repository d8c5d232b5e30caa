import { readFileSync } from "node:fs";
import {
  astFromValue,
  buildSchema,
  findBreakingChanges,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  print,
} from "graphql";
import { describe, expect, it } from "vitest";

/** schema.graphql holds at least what clients rely on: contract.graphql, beside this file. */
const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const contract = buildSchema(textOf("contract.graphql"));
const schema = buildSchema(textOf("../../schema.graphql"));

describe("schema.graphql", () => {
  it("has each type, field, argument and enum value of the contract, with its name and type", () => {
    expect(missing(contract, schema)).toEqual([]);
  });

  it("breaks no query that fits the contract, as a further required argument would", () => {
    expect(findBreakingChanges(contract, schema)).toEqual([]);
  });
});

describe("The check of the contract", () => {
  const text = `type Query implements A { field(argument: Int = 1): E! } interface A { field: E! }
    enum E { ONE } input I { value: [Int!] }`;
  const small = buildSchema(text);
  const missingAfter = (before: string, after: string) =>
    missing(small, buildSchema(text.replace(before, after), { assumeValid: true }));

  it.each([
    ["a field", "field(argument: Int = 1): E!", "other(argument: Int = 1): E!", "Query.field: E!"],
    ["an argument", "argument: Int = 1", "other: Int = 1", "Query.field(argument: Int = 1)"],
    ["an argument's type", "argument: Int", "argument: Float", "Query.field(argument: Int = 1)"],
    ["an argument's default", "= 1", "= 2", "Query.field(argument: Int = 1)"],
    ["nullability", "Int = 1): E!", "Int = 1): E", "Query.field: E!"],
    ["an enum value", "ONE", "TWO", "E.ONE"],
    ["an interface", "Query implements A", "Query", "Query implements A"],
    ["an input's field", "value:", "values:", "I.value: [Int!]"],
    ["a kind of type", "input I { value: [Int!] }", "scalar I", "input I"],
  ])("misses %s", (_, before, after, lost) => {
    expect(missingAfter(before, after)).toContain(lost);
  });

  it("lets a schema have more", () => {
    expect(missingAfter("ONE } input I {", "ONE TWO } input I { more: Int")).toEqual([]);
    expect(missingAfter("(argument: Int = 1)", "(argument: Int = 1, more: Int)")).toEqual([]);
    expect(missingAfter("A { field", "A { more: Int field")).toEqual([]);
  });
});

function missing(wanted: GraphQLSchema, given: GraphQLSchema): string[] {
  const lines = new Set(linesOf(given));
  return linesOf(wanted).filter((line) => !lines.has(line));
}

/** A schema a fact a line, such as "PCT.budget(financialYear: FinancialYear)", so that schemas compare as sets. */
function linesOf(of: GraphQLSchema): string[] {
  return Object.values(of.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => [`${keywordOf(type)} ${type.name}`, ...partsOf(type)]);
}

function keywordOf(type: GraphQLNamedType): string {
  if (isObjectType(type)) return "type";
  if (isInterfaceType(type)) return "interface";
  if (isInputObjectType(type)) return "input";
  return isEnumType(type) ? "enum" : "scalar";
}

function partsOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => `${type.name}.${inputOf(field)}`);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    ...type.getInterfaces().map(({ name }) => `${type.name} implements ${name}`),
    ...Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}: ${field.type}`,
      ...field.args.map((argument) => `${type.name}.${field.name}(${inputOf(argument)})`),
    ]),
  ];
}

function inputOf({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const value = astFromValue(defaultValue, type);
  return `${name}: ${type}${value ? ` = ${print(value)}` : ""}`;
}
