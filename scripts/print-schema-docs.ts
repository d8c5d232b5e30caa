import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { lexicographicSortSchema } from "graphql";
import { schema } from "../src/schema/schema.ts";
import { printSchemaDocs } from "./schema-docs.ts";

const file = new URL("../docs/schema.md", import.meta.url);
const current = () => printSchemaDocs(lexicographicSortSchema(schema));

/** What is wrong with the checked-in docs/schema.md; nothing where it is what the schema says. */
export function checkSchemaDocs(): string[] {
  return readFileSync(file, "utf8") === current()
    ? []
    : ["docs/schema.md is not what the schema says: run `npm run docs` and commit it."];
}

/** Run by itself, it writes docs/schema.md. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) writeFileSync(file, current());
