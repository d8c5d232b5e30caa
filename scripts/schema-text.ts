import { lexicographicSortSchema, printSchema } from "graphql";
import { schema } from "../src/schema/schema.ts";

export const schemaFile = new URL("../schema.graphql", import.meta.url);

/** The public schema as it is checked in: sorted, so that a difference is a change. */
export const schemaText = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
