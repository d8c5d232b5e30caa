import { readdirSync, readFileSync } from "node:fs";
import { BadUserInput } from "../../model/errors.ts";
import { shapeFaults } from "../../model/shape-faults.ts";
import { columnOf, columns } from "./columns.ts";
import { exampleLayout, expectedOfLayout, type Layout, layoutSchema } from "./layout.ts";

/** The package's own layouts; the same number of folders up from src/import/tables and from dist/import/tables. */
const folder = new URL("../../../layouts/", import.meta.url);

/** The names of the layouts that come with the package. */
export const layoutNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();

/**
 * Reads a layout by its name, or from a JSON file of the user's.
 * @param pathOf where a path that the user gave leads
 * @throws BadUserInput when there is none, or it is not one
 */
export function readLayout(nameOrPath: string, pathOf: (path: string) => string): Layout {
  const own = layoutNames().includes(nameOrPath);
  const text = own
    ? readFileSync(new URL(`${nameOrPath}.json`, folder), "utf8")
    : fileOf(nameOrPath, pathOf(nameOrPath));
  return parseLayout(nameOrPath, text);
}

function fileOf(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new BadUserInput(
      `${JSON.stringify(name)} is no layout: expected ${layoutNames().join(", ")}, or a JSON file such as layouts/mine.json.`,
      {},
      { cause },
    );
  }
}

function parseLayout(name: string, text: string): Layout {
  const given = jsonOf(name, text);
  const layout = layoutSchema.safeParse(given);
  if (!layout.success) {
    throw new BadUserInput(
      `${name} is not a layout: ${shapeFaults("", given, layout.error.issues, expectedOfLayout)}`,
    );
  }
  const { table, cells } = layout.data;
  const unknown = Object.keys(cells).find((column) => columnOf(table, column) === undefined);
  if (unknown !== undefined) {
    throw new BadUserInput(
      `${name}, cells, names ${JSON.stringify(unknown)}: expected columns of ${table}: ${Object.keys(columns[table]).join(", ")}.`,
    );
  }
  return layout.data;
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new BadUserInput(
      `${name} is not JSON (${(cause as Error).message}): expected a layout such as ${exampleLayout}.`,
      {},
      { cause },
    );
  }
}
