import { readdirSync, readFileSync } from "node:fs";
import { graphSchemaVersion } from "../src/graph/statements/graph-schema.ts";
import { releaseFaults } from "./release-faults.ts";

/** `npx tsx scripts/check-release.ts v0.2.0`: whether that tag may be released. */

const file = (path: string) => new URL(`../${path}`, import.meta.url);
const text = (path: string): string => readFileSync(file(path), "utf8");
const [tag = ""] = process.argv.slice(2);

const faults = releaseFaults({
  tag,
  version: (JSON.parse(text("package.json")) as { version: string }).version,
  changelog: text("CHANGELOG.md"),
  graphSchemaVersion,
  goldenFolders: readdirSync(file("test/golden")),
  schema: text("schema.graphql"),
  promised: text("test/check/promised.graphql"),
});
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${tag} may be released.`);
