import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingNames } from "../../src/server/settings.ts";

/** What the image or the composition decides: where it listens, and the embedded engine's file that it does not use. */
const decided = ["HOST", "PORT", "GRAPH_FILE", "NEO4J_DATABASE"];

/** What docs/observing.md names beside the settings: OpenTelemetry reads it by itself. */
function namesOfOpenTelemetry(): readonly string[] {
  const page = readFileSync(new URL("../../docs/observing.md", import.meta.url), "utf8");
  return [...new Set(page.match(/\bOTEL_[A-Z_]+/g))].filter((name) => !isSetting(name));
}

const isSetting = (name: string) => settingNames.some((setting) => setting === name);

test("docker-compose.yml passes every setting through, and none that nobody reads", () => {
  const text = readFileSync(new URL("../../docker-compose.yml", import.meta.url), "utf8");
  const api = text.slice(text.indexOf("  api:"), text.indexOf("\nvolumes:"));
  const passed = [...api.matchAll(/^ {6}([A-Z0-9_]+):/gm)].map(([, name = ""]) => name);
  const settings = settingNames.filter((name) => !decided.includes(name));
  expect(passed.toSorted()).toEqual([...settings, ...namesOfOpenTelemetry()].toSorted());
});
