import { expect, test } from "vitest";
import { type Release, releaseFaults } from "../../scripts/release-faults.ts";

const sound: Release = {
  tag: "v1.3.0",
  version: "1.3.0",
  changelog:
    "# Changelog\n\n## [Unreleased]\n\n## [1.3.0] - 2027-01-04\n\n### Added\n- More.\n\n## [1.0.0] - 2026-12-01\n\n### Breaking\n- Something.\n",
  graphSchemaVersion: 4,
  goldenFolders: ["schema-3", "schema-4"],
  schema: "type Query { a: Int }",
  promised: "type Query { a: Int }",
};
const breaking = (version: string): Partial<Release> => ({
  ...{ version, tag: `v${version}` },
  changelog: `## [${version}] - 2027-01-04\n\n### Breaking\n- Something.\n`,
});

test("A release whose versions agree has no fault", () => {
  expect(releaseFaults(sound)).toEqual([]);
});

test.each<[string, Partial<Release>, RegExp]>([
  ["another tag", { tag: "v1.3.1" }, /expected the tag v1\.3\.0/],
  ["no section in the changelog", { changelog: "## [Unreleased]\n" }, /no section of 1\.3\.0/],
  ["a break in a minor version", breaking("1.4.0"), /expected a new major version/],
  ["a break in a patch before 1.0", breaking("0.2.1"), /expected a new major version/],
  ["a stored form without golden files", { graphSchemaVersion: 5 }, /no schema-5/],
  ["a schema that is not promised", { schema: "type Query { a: Int b: Int }" }, /promised\.graphql/],
])("%s is one", (_name, changed, expected) => {
  const faults = releaseFaults({ ...sound, ...changed });
  expect(faults).toEqual([expect.stringMatching(expected)]);
});

test.each(["2.0.0", "0.3.0"])("Version %s may break something", (version) => {
  expect(releaseFaults({ ...sound, ...breaking(version) })).toEqual([]);
});
