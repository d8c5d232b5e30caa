import type { PctRow, PracticeRow } from "./england-query.ts";

/** What a cell's colour and pattern mean; the label says the same in words, in the legend, the table and the cell's name. */
export const tones = {
  DELEGATED_OR_READY: { label: "Delegated or ready", className: "tone-full" },
  DEVELOPING: { label: "Developing", className: "tone-half" },
  NO_CLEAR_PLANS: { label: "No clear plans", className: "tone-alert" },
  NOT_REPORTED: { label: "Has not reported", className: "tone-none" },
  SHARE_FROM_50: { label: "Half of its budget or more", className: "tone-full" },
  SHARE_FROM_35: { label: "35% to under 50%", className: "tone-most" },
  SHARE_FROM_25: { label: "25% to under 35%", className: "tone-half" },
  SHARE_UNDER_25: { label: "Under 25%", className: "tone-little" },
  SHARE_UNKNOWN: { label: "Share not known", className: "tone-none" },
  OUTSIDE_FROM_5: { label: "5 practices outside or more", className: "tone-full" },
  OUTSIDE_FROM_3: { label: "3 or 4 practices outside", className: "tone-most" },
  OUTSIDE_FROM_1: { label: "1 or 2 practices outside", className: "tone-half" },
  OUTSIDE_NONE: { label: "No practice known to be outside", className: "tone-little" },
  OUTSIDE_UNKNOWN: { label: "Practices outside not known", className: "tone-none" },
  PATIENTS_FROM_400: { label: "400,000 patients or more", className: "tone-full" },
  PATIENTS_FROM_250: { label: "250,000 to under 400,000", className: "tone-most" },
  PATIENTS_FROM_150: { label: "150,000 to under 250,000", className: "tone-half" },
  PATIENTS_UNDER_150: { label: "Under 150,000 patients", className: "tone-little" },
  PATIENTS_UNKNOWN: { label: "Patients not counted", className: "tone-none" },
  STATUTORY: { label: "Statutory consortium (CCG)", className: "tone-statutory" },
  WITH_BUDGET: { label: "Consortium with a delegated budget", className: "tone-full" },
  WITHOUT_BUDGET: { label: "Consortium without a delegated budget", className: "tone-half" },
  OUTSIDE: { label: "Outside every consortium", className: "tone-alert" },
  UNCLEAR: { label: "In no consortium that is known", className: "tone-none" },
} as const;

export type Tone = keyof typeof tones;
/** What colours can stand for, and its name. */
export const coloursBy = {
  position: "position",
  share: "share of the budget delegated",
  outside: "practices outside",
  patients: "patients",
} as const;
export type ColourBy = keyof typeof coloursBy;

/** The same as the heading of a column. */
export const columnOf: Readonly<Record<ColourBy, string>> = {
  position: "Delegation",
  share: "Delegated",
  outside: "Left out",
  patients: "Size",
};

interface CountedArea {
  /** 0 where none was counted. */
  readonly patients: number;
  /** Null where not known. */
  readonly outside: number | null;
}

export function toneOfArea(
  by: ColourBy,
  area: CountedArea & Pick<PctRow, "position" | "delegatedShare">,
): Tone {
  return toneOfCount(by, area) ?? (by === "share" ? toneOfShare(area.delegatedShare) : area.position);
}

/** Of what can be counted of any body; undefined for what was told of PCTs alone. */
export function toneOfCount(by: ColourBy, { patients, outside }: CountedArea): Tone | undefined {
  if (by === "patients") return toneOfPatients(patients);
  return by === "outside" ? toneOfOutside(outside) : undefined;
}

function toneOfPatients(patients: number): Tone {
  if (patients === 0) return "PATIENTS_UNKNOWN";
  if (patients >= 400_000) return "PATIENTS_FROM_400";
  if (patients >= 250_000) return "PATIENTS_FROM_250";
  return patients >= 150_000 ? "PATIENTS_FROM_150" : "PATIENTS_UNDER_150";
}

function toneOfOutside(outside: number | null): Tone {
  if (outside === null) return "OUTSIDE_UNKNOWN";
  if (outside >= 5) return "OUTSIDE_FROM_5";
  if (outside >= 3) return "OUTSIDE_FROM_3";
  return outside >= 1 ? "OUTSIDE_FROM_1" : "OUTSIDE_NONE";
}

function toneOfShare(share: number | null): Tone {
  if (share === null) return "SHARE_UNKNOWN";
  if (share >= 0.5) return "SHARE_FROM_50";
  if (share >= 0.35) return "SHARE_FROM_35";
  return share >= 0.25 ? "SHARE_FROM_25" : "SHARE_UNDER_25";
}

interface Budgeted {
  readonly isStatutory: boolean;
  readonly hasDelegatedBudget: boolean;
}

export function toneOfConsortium({ isStatutory, hasDelegatedBudget }: Budgeted): Tone {
  if (isStatutory) return "STATUTORY";
  return hasDelegatedBudget ? "WITH_BUDGET" : "WITHOUT_BUDGET";
}

export function toneOfPractice({ standing, consortium }: PracticeRow): Tone {
  if (standing === "OUTSIDE") return "OUTSIDE";
  return standing === "UNCLEAR" || consortium === null ? "UNCLEAR" : toneOfConsortium(consortium);
}
