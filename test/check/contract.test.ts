import { existsSync, readFileSync } from "node:fs";
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

const agreed = "../shared/contract.graphql";
const absent = !existsSync(agreed);
if (absent)
  console.warn(`Not tested: contract.graphql against the agreed text, since there is no ${agreed}.`);

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

describe.skipIf(absent)("The agreed text of the contract", () => {
  it("names nothing that contract.graphql lacks, whose types have gone on since", () => {
    const text = readFileSync(agreed, "utf8");
    const said = linesIn(text);
    const typed = withoutComments(text).match(/:/g) ?? [];
    expect(typed.length).toBeGreaterThan(200);
    expect(said.filter((line) => line.includes(":"))).toHaveLength(typed.length);
    const ours = new Set(linesOf(contract).map(nameIn));
    expect(said.map(nameIn).filter((line) => !ours.has(line))).toEqual([]);
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

/** The same lines out of text that is no SDL, since some fields are told in comments; of inputs it has names only. */
function linesIn(text: string): string[] {
  const inputs = text.matchAll(/^# input (\w+) \{([^}]*)\}/gm);
  const blocks = withoutComments(text).matchAll(
    /^(type|interface|enum|scalar) (\w+)(?: implements ([\w &]+))?(?: *\{([^}]*)\})?/gm,
  );
  return [
    ...[...inputs].flatMap(([, type = "", body = ""]) => [`input ${type}`, ...wordsIn(body, type)]),
    ...[...blocks].flatMap(([, keyword, type = "", interfaces = "", body = ""]) => [
      `${keyword} ${type}`,
      ...(interfaces.match(/\w+/g) ?? []).map((name) => `${type} implements ${name}`),
      ...(keyword === "enum" ? wordsIn(body, type) : fieldsIn(body, type)),
    ]),
  ];
}

/** Of "PCT.budget(financialYear: FinancialYear)" all but the type. */
const nameIn = (line: string) => line.replace(/:.*/s, "");
const withoutComments = (text: string) => text.replace(/#.*$/gm, "");
const wordsIn = (body: string, type: string) => (body.match(/\w+/g) ?? []).map((word) => `${type}.${word}`);

function fieldsIn(body: string, type: string): string[] {
  return [...body.matchAll(/(\w+)(?:\(([^)]*)\))?: ([\w[\]!]+)/g)].flatMap(
    ([, field, inBrackets, answer]) => [
      `${type}.${field}: ${answer}`,
      ...(inBrackets?.match(/\w+: [\w[\]!]+(?: = (?:\w+|\[[^\]]*\]))?/g) ?? []).map(
        (argument) => `${type}.${field}(${argument})`,
      ),
    ],
  );
}
