import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { factFields } from "../../src/vocabulary/derive.ts";
import { descriptionFields } from "../../src/vocabulary/description.ts";
import type { StoredFields } from "../../src/vocabulary/field.ts";
import { pathfinderCountFields, sourceFields } from "../../src/vocabulary/others.ts";

const golden = join(import.meta.dirname, "../golden");
const versions = readdirSync(golden).flatMap((name) => {
  const [, version] = /^schema-(\d+)$/.exec(name) ?? [];
  return version === undefined ? [] : [Number(version)];
});
const next = Math.max(...versions) + 1;

/** Fields that say that they came with a version, and are not in what a program of that version stored. */
function tooEarly(forms: readonly StoredFields[]): string[] {
  const later = forms.flatMap((fields) =>
    Object.entries(fields).flatMap(([name, { since }]) => (since === undefined ? [] : [{ name, since }])),
  );
  return later
    .filter(({ name, since }) => since < next && !holds(since, name))
    .map(({ name, since }) => `${name}: since ${since}, expected ${next}`);
}

function holds(version: number, name: string): boolean {
  if (!versions.includes(version)) return false;
  const stored = readFileSync(join(golden, `schema-${version}`, "neo4j.cypher"), "utf8");
  return new RegExp(`\\b${name}\\b`).test(stored);
}

// Otherwise a program of that version, which does not know the field, would take the graph and lose what it says.
describe("A stored field that is added", () => {
  it("is since a version that no golden files are of yet, or is in them (test/golden)", () => {
    const forms = [descriptionFields, sourceFields, pathfinderCountFields, ...Object.values(factFields)];
    expect(tooEarly(forms)).toEqual([]);
  });

  it("is refused where it takes the version of what is stored already", () => {
    const text = { type: "text", since: next - 1 } as const;
    expect(tooEarly([{ fieldOfTomorrow: text }])).toEqual([
      `fieldOfTomorrow: since ${next - 1}, expected ${next}`,
    ]);
    expect(tooEarly([{ fieldOfTomorrow: { ...text, since: next } }])).toEqual([]);
  });
});
