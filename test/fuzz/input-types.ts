import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { literal, type Question } from "./generate-query.ts";
import { EnumName } from "./odd-values.ts";

/** A question that has a variable of a type. */
export interface InputQuestion extends Question {
  readonly type: string;
}

/** Writes a question around an argument's value, of which it is told how it is written. */
type Around = (value: string) => string;

/**
 * For every type that an input can have a question with a variable of it: of the first argument that takes one, or of
 * the first field within such an argument; so every input of the schema is read as a variable.
 */
export function questionsOfInputTypes(schema: GraphQLSchema): InputQuestion[] {
  const found = new Map<string, InputQuestion>();
  for (const { argument, around } of argumentsOf(schema)) addInputs(argument.type, around, found);
  return [...found.values()];
}

function addInputs(type: GraphQLInputType, around: Around, found: Map<string, InputQuestion>): void {
  const named = getNamedType(type);
  if (!found.has(named.name)) {
    const query = around("$v").replace(/^(query|mutation)/, `$1 ($v: ${type})`);
    found.set(named.name, { type: named.name, query, variables: { v: sampleOf(type) } });
    if (isInputObjectType(named)) {
      for (const field of Object.values(named.getFields()))
        addInputs(field.type, within(type, field.name, around), found);
    }
  }
}

/** The same question with a value in one field of the object that it was around. */
function within(type: GraphQLInputType, name: string, around: Around): Around {
  const named = getNamedType(type);
  const others = isInputObjectType(named)
    ? Object.values(named.getFields()).filter((field) => isRequiredInputField(field) && field.name !== name)
    : [];
  return (value) => {
    const fields = [
      ...others.map((field) => `${field.name}: ${sampleText(field.type)}`),
      `${name}: ${value}`,
    ];
    const object = `{${fields.join(", ")}}`;
    return around(isListType(getNullableType(type)) ? `[${object}]` : object);
  };
}

interface FoundArgument {
  readonly argument: GraphQLArgument;
  readonly around: Around;
}

/** Every argument of every field, by the shortest way to the field. */
function argumentsOf(schema: GraphQLSchema): FoundArgument[] {
  const found: FoundArgument[] = [];
  const seen = new Set<GraphQLNamedType>();
  const open: { type: GraphQLNamedType; selected: Around }[] = [];
  const enter = (output: GraphQLOutputType | GraphQLNamedType, selected: Around) => {
    const type = getNamedType(output);
    if (seen.has(type)) return;
    seen.add(type);
    open.push({ type, selected });
  };
  for (const [word, root] of [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
  ] as const)
    if (root) enter(root, (selection) => `${word} { ${selection} }`);
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { type, selected } = next;
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type))
        enter(possible, (selection) => selected(`... on ${possible.name} { ${selection} }`));
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const isLeaf = !("getFields" in getNamedType(field.type)) && !isAbstractType(getNamedType(field.type));
      const fieldWith = (args: readonly string[], selection: string) =>
        selected(`${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""}${selection}`);
      const needed = field.args.filter(isRequiredArgument);
      const written = (args: readonly GraphQLArgument[]) =>
        args.map((argument) => `${argument.name}: ${sampleText(argument.type)}`);
      for (const argument of field.args) {
        const others = needed.filter((other) => other !== argument);
        found.push({
          argument,
          around: (value) =>
            fieldWith([...written(others), `${argument.name}: ${value}`], isLeaf ? "" : " { __typename }"),
        });
      }
      if (!isLeaf) enter(field.type, (selection) => fieldWith(written(needed), ` { ${selection} }`));
    }
  }
  return found;
}

const samples: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 2,
  Float: 0.25,
  Date: "2011-04-01",
  DateTime: "2026-01-01T00:00:00Z",
  FinancialYear: "2011/12",
};

const sampleText = (type: GraphQLInputType): string =>
  literal(sampleWith(type, (name) => new EnumName(name)));
const sampleOf = (type: GraphQLInputType): unknown => sampleWith(type, (name) => name);

/** A small value of a type: what an object needs, and the first of its fields where it needs none. */
function sampleWith(type: GraphQLInputType, enumValue: (name: string) => unknown): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [sampleWith(nullable.ofType, enumValue)];
  if (isEnumType(nullable)) return enumValue(nullable.getValues()[0]?.name ?? "");
  if (!isInputObjectType(nullable)) return samples[getNamedType(nullable).name] ?? "5PP";
  const fields = Object.values(nullable.getFields());
  const needed = fields.filter(isRequiredInputField);
  const [first] = fields.filter((field) => !isInputObjectType(getNamedType(field.type)));
  const chosen = needed.length > 0 || !first ? needed : [first];
  return Object.fromEntries(chosen.map((field) => [field.name, sampleWith(field.type, enumValue)]));
}
