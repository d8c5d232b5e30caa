import { writeFileSync } from "node:fs";
import { schemaFile, schemaText } from "./schema-text.ts";

/** Writes schema.graphql, which is checked in. */
writeFileSync(schemaFile, schemaText());
