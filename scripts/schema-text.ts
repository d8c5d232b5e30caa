import {
  type GraphQLSchema,
  introspectionFromSchema,
  isAbstractType,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { schema } from "../src/schema/schema.ts";

/** The public schema as it is checked in and published, in each form that tools take: sorted, so that a difference is a change. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const sorted = lexicographicSortSchema(schema);
  return new Map([
    [schemaFile, `${printSchema(sorted)}\n`],
    ["introspection.json", introspectionText(sorted)],
    ["possibleTypes.json", `${JSON.stringify(possibleTypes(sorted), null, 2)}\n`],
  ]);
}

export const schemaFile = "schema.graphql";
export const checkedIn = (name: string): URL => new URL(`../${name}`, import.meta.url);

/** The answer to the usual question of tools, a type a line, so that a difference says where. */
function introspectionText(of: GraphQLSchema): string {
  const { types, ...rest } = introspectionFromSchema(of).__schema;
  const others = Object.entries(rest).map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
  const lines = types.map((type) => JSON.stringify(type)).join(",\n");
  return `{"__schema":{\n${others.join(",\n")},\n"types":[\n${lines}\n]}}\n`;
}

/** Which types an interface or a union may be: what Apollo Client's and urql's caches match fragments by. */
function possibleTypes(of: GraphQLSchema): Record<string, string[]> {
  const abstract = Object.values(of.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstract.map((type) => [type.name, of.getPossibleTypes(type).map(({ name }) => name)]),
  );
}
