/** What a release is checked by: the versions that stand in several places, and what semantic versioning makes of them. */
export interface Release {
  /** Such as v0.2.0. */
  readonly tag: string;
  /** Of package.json. */
  readonly version: string;
  readonly changelog: string;
  /** The stored graph's schema, and the golden folders of test/golden. */
  readonly graphSchemaVersion: number;
  readonly goldenFolders: readonly string[];
  /** schema.graphql, and what clients are promised from this release on. */
  readonly schema: string;
  readonly promised: string;
}

/** @returns a sentence for each fault; none where it may be released */
export function releaseFaults(release: Release): string[] {
  const { tag, version, changelog, graphSchemaVersion, goldenFolders, schema, promised } = release;
  const faults: string[] = [];
  if (tag !== `v${version}`) {
    faults.push(`The tag is ${tag}, and package.json has ${version}: expected the tag v${version}.`);
  }
  const section = sectionOf(changelog, version);
  if (section === null) {
    faults.push(`CHANGELOG.md has no section of ${version}: expected "## [${version}] - " and the day.`);
  } else if (/^### Breaking$/m.test(section) && !mayBreak(version)) {
    faults.push(
      `CHANGELOG.md says that ${version} breaks something: expected a new major version, or a minor one before 1.0.`,
    );
  }
  const golden = `schema-${graphSchemaVersion}`;
  if (!goldenFolders.includes(golden)) {
    faults.push(
      `test/golden has no ${golden}: what this version stores has to be read for ever. See test/golden/README.md.`,
    );
  }
  if (schema !== promised) {
    faults.push("test/check/promised.graphql is not schema.graphql: a release copies it anew.");
  }
  return faults;
}

function sectionOf(changelog: string, version: string): string | null {
  const [, ...sections] = changelog.split(/^## /m);
  const heading = `[${version}] - `;
  return sections.find((section) => section.startsWith(heading)) ?? null;
}

/** A version whose last number is 0 may break something before 1.0; from then on the last two have to be. */
function mayBreak(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return patch === 0 && (major === 0 || minor === 0);
}
