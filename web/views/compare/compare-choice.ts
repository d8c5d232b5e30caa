import { readClocks } from "../../app/clocks.ts";
import { assumedReferenceDate, marks, yearsLater } from "../../app/months.ts";
import {
  type ChangeKind,
  changeKinds,
  type OrganisationKind,
  organisationKinds,
} from "../../parts/enumerations.ts";
import type { ChangesQuestion } from "./compare-query.ts";

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
    from: parameters.get("from") || yearsLater(to, -1),
    to,
    knownAt,
    atRevision,
    within: parameters.get("within") || null,
    organisationKind: organisationKinds.find((kind) => kind === parameters.get("of")) ?? null,
    kinds: changeKinds.filter((kind) => named.includes(kind)),
    inBetween: parameters.get("inBetween") === "true",
  };
}

/** What the API is asked for the list. */
export function changesQuestion({ kinds, ...choice }: CompareChoice): ChangesQuestion {
  return { ...choice, kinds: kinds.length === 0 ? null : [...kinds] };
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
