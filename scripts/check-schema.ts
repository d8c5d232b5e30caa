import { readFileSync } from "node:fs";
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { schema } from "../src/schema/schema.ts";
import { schemaFile, schemaText } from "./schema-text.ts";

/** Checks that schema.graphql is the schema, names what breaks for clients, and that everything in it is described. */

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

function partsOf(type: GraphQLNamedType): Described[] {
  const within = (parent: string) => (part: Described) => ({ ...part, name: `${parent}.${part.name}` });
  if (isEnumType(type)) return type.getValues().map(within(type.name));
  if (isInputObjectType(type)) return Object.values(type.getFields()).map(within(type.name));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    within(type.name)(field),
    ...field.args.map(within(`${type.name}.${field.name}`)),
  ]);
}

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const described = types.flatMap((type): Described[] => [type, ...partsOf(type)]);
const faults = described
  .filter(({ description }) => !description?.trim())
  .map(({ name }) => `${name} has no description.`);
if (described.length === 0) faults.push("The schema is empty: expected types with fields.");

const checkedIn = readFileSync(schemaFile, "utf8");
if (checkedIn !== schemaText()) {
  const breaking = findBreakingChanges(buildSchema(checkedIn), schema);
  faults.push(
    "schema.graphql is not the schema that the program serves: run `npm run schema` and read the difference.",
    ...breaking.map(({ description }) => `Breaking for clients: ${description}`),
  );
}
for (const fault of faults) console.error(fault);
console.log(`Schema: ${described.length} types, fields, arguments and values, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
