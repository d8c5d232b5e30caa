import { writeFileSync } from "node:fs";
import { lexicographicSortSchema, printSchema } from "graphql";
import { schema } from "../src/schema/schema.ts";

/** Writes schema.graphql: the sorted public schema that is checked in. */
writeFileSync("schema.graphql", `${printSchema(lexicographicSortSchema(schema))}\n`);
