import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingNames } from "../../src/server/settings.ts";

/** What the image or the composition decides: where it listens, and the embedded engine's file that it does not use. */
const decided = ["HOST", "PORT", "GRAPH_FILE", "NEO4J_DATABASE"];

test("docker-compose.yml passes every setting through, and none that nobody reads", () => {
  const text = readFileSync(new URL("../../docker-compose.yml", import.meta.url), "utf8");
  const api = text.slice(text.indexOf("  api:"), text.indexOf("\nvolumes:"));
  const passed = [...api.matchAll(/^ {6}([A-Z0-9_]+):/gm)].map(([, name = ""]) => name);
  expect(passed.toSorted()).toEqual(settingNames.filter((name) => !decided.includes(name)).toSorted());
});
