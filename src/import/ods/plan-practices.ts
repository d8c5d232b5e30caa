import type { GraphChanges } from "../../graph/recorder.ts";
import { blankOrganisation, type OrganisationRecord } from "../../model/organisation.ts";
import { countIgnored, ignored } from "../report/report.ts";
import type { Known } from "./known.ts";
import { odsSources } from "./layouts.ts";
import type { OdsDescription, PracticeRow } from "./practice-rows.ts";
import type { Ingested } from "./read-files.ts";

/** What to write so that the graph says of each practice what the file does. Counts in the part as it goes. */
export function planPractices({ part, rows }: Ingested<PracticeRow>, known: Known) {
  const organisations: OrganisationRecord[] = [];
  const redescribed: NonNullable<GraphChanges["redescribed"]>[number][] = [];
  for (const { code, description } of rows) {
    const before = known.practices.get(code);
    if (before === undefined) {
      part.added++;
      organisations.push({ ...blankOrganisation, kind: "PRACTICE", code, ...claimed, ...description });
    } else if (before.source !== odsSources.practices.code) {
      countIgnored(part, ignored(`described by another source, kept`));
    } else if (says(before, description)) {
      part.unchanged++;
    } else {
      part.changed++;
      redescribed.push({ ...before, ...description });
    }
  }
  return { organisations, redescribed };
}

const claimed = { confidence: "CONFIRMED", source: odsSources.practices.code } as const;

function says(before: OrganisationRecord, description: OdsDescription): boolean {
  return Object.entries(description).every(
    ([column, value]) => before[column as keyof OdsDescription] === value,
  );
}
