import { readClocks } from "../../app/clocks.ts";
import { assumedReferenceDate, marks } from "../../app/months.ts";
import type { ChangeKind, ChangesQuestion, OrganisationKind } from "./compare-query.ts";

const kindsOfChange = [
  "OPENED",
  "JOINED",
  "MOVED",
  "LEFT",
  "STATUS_CHANGED",
  "BECAME_OUTSIDE",
  "OUTSIDE_REASON_CHANGED",
  "NO_LONGER_OUTSIDE",
  "DELEGATED",
  "DELEGATION_CHANGED",
  "DELEGATION_ENDED",
  "REPORTED",
  "REPORT_CHANGED",
  "REPORT_ENDED",
  "BUDGET_SET",
  "BUDGET_CHANGED",
  "BUDGET_ENDED",
  "SUPPORT_BEGAN",
  "SUPPORT_CHANGED",
  "SUPPORT_ENDED",
  "SUCCEEDED",
  "CLOSED",
] as const satisfies readonly ChangeKind[];

/** In the order in which they are counted. */
export const changeKinds: readonly ChangeKind[] = kindsOfChange;

const kindsOfOrganisation = [
  "PRACTICE",
  "CONSORTIUM",
  "PCT",
  "CLUSTER",
  "SHA",
  "SUPPORT_PROVIDER",
] as const satisfies readonly OrganisationKind[];
export const organisationKinds: readonly OrganisationKind[] = kindsOfOrganisation;

/** What the address says of the comparison. */
export interface CompareChoice {
  readonly from: string;
  readonly to: string;
  readonly knownAt: string | null;
  readonly atRevision: number | null;
  readonly within: string | null;
  readonly organisationKind: OrganisationKind | null;
  /** Only these kinds of change are listed; all where none is named. */
  readonly kinds: readonly ChangeKind[];
  /** Also what came and went between the two days. */
  readonly inBetween: boolean;
}

/** Where the address names no days: the slider's day, or the reference date, with the same day a year before. */
export function readCompareChoice(search: string): CompareChoice {
  const parameters = new URLSearchParams(search);
  const { knownAt, atRevision } = readClocks(search);
  const to = parameters.get("to") || assumedReferenceDate;
  const named = parameters.get("kinds")?.split(",") ?? [];
  return {
    from: parameters.get("from") || yearBefore(to),
    to,
    knownAt,
    atRevision,
    within: parameters.get("within") || null,
    organisationKind: kindsOfOrganisation.find((kind) => kind === parameters.get("of")) ?? null,
    kinds: kindsOfChange.filter((kind) => named.includes(kind)),
    inBetween: parameters.get("inBetween") === "true",
  };
}

/** What the API is asked for the list. */
export function changesQuestion({ kinds, ...choice }: CompareChoice): ChangesQuestion {
  return { ...choice, kinds: kinds.length === 0 ? null : [...kinds] };
}

function yearBefore(day: string): string {
  const [year, ...rest] = day.split("-");
  return [Number(year) - 1, ...rest].join("-").replace(/-02-29$/, "-02-28");
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

interface Preset {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly inBetween: "true" | null;
}

/** Comparisons worth a look: the day before a mark of the slider with the mark, and the whole of the change, of which most came and went. */
export const presets: readonly Preset[] = [
  ...marks.map(({ asOf, label }) => ({ label, from: dayBefore(asOf), to: asOf, inBetween: null })),
  {
    label: "All of it: October 2010 to April 2013",
    from: "2010-10-01",
    to: "2013-04-01",
    inBetween: "true",
  },
];
