import { writeFileSync } from "node:fs";
import { checkedIn, schemaFiles } from "./schema-text.ts";

/** Writes schema.graphql and its other forms, which are checked in. */
for (const [name, text] of schemaFiles()) writeFileSync(checkedIn(name), text);
