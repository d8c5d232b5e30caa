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
import { meetingFields } from "./meeting-fields.ts";
import { removalsFrom } from "./removals.ts";
import { checkedIn, schemaFile, schemaFiles } from "./schema-text.ts";

/** What clients were promised: schema.graphql of the last release, and of the day of the promise before the first. Only a release copies it anew. */
const promisedFile = new URL("../test/check/promised.graphql", import.meta.url);
/** A consortium's are one or few, and a list, which is read with the links further up; those of clusters and SHAs are pages. */
const knownToMeet: ReadonlySet<string> = new Set(["pcts"]);

/** What a standard does not allow, so that it could not be deprecated first: each stands under "Breaking" in the changelog. */
const changedInPlace: ReadonlySet<string> = new Set(
  // Relay's compiler takes no argument of node beside id.
  ["node", "nodes"].flatMap((field) =>
    ["asOf", "knownAt", "atRevision"].map((clock) => `Query.${field}(${clock}:)`),
  ),
);

/** Checks that schema.graphql is the schema, names what breaks for clients, what is gone that was promised, and that everything in it is described. */

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
faults.push(
  ...described
    .filter(({ description }) => /^It[.,;:]/.test(description?.trim() ?? ""))
    .map(
      ({ name, description }) => `${name} is described as ${JSON.stringify(description)}: say what it is.`,
    ),
  ...removalsFrom(buildSchema(readFileSync(promisedFile, "utf8")), schema)
    .filter((name) => !changedInPlace.has(name))
    .map((name) => `${name} is promised to clients and is gone: deprecate it first, as docs/schema.md says.`),
  ...meetingFields(schema)
    .filter((field) => !knownToMeet.has(field.replace(/:.*/, "")))
    .map((field) => `Fields that meet in fragments differ: ${field}.`),
);
if (described.length === 0) faults.push("The schema is empty: expected types with fields.");

for (const [name, text] of schemaFiles()) {
  const before = readFileSync(checkedIn(name), "utf8");
  if (before === text) continue;
  faults.push(
    `${name} is not the schema that the program serves: run \`npm run schema\` and read the difference.`,
  );
  if (name !== schemaFile) continue;
  const breaking = findBreakingChanges(buildSchema(before), schema);
  faults.push(...breaking.map(({ description }) => `Breaking for clients: ${description}`));
}
for (const fault of faults) console.error(fault);
console.log(`Schema: ${described.length} types, fields, arguments and values, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
