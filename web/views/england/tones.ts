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
  STATUTORY: { label: "Statutory consortium (CCG)", className: "tone-statutory" },
  WITH_BUDGET: { label: "Consortium with a delegated budget", className: "tone-full" },
  WITHOUT_BUDGET: { label: "Consortium without a delegated budget", className: "tone-half" },
  OUTSIDE: { label: "Outside every consortium", className: "tone-alert" },
  UNCLEAR: { label: "In no consortium that is known", className: "tone-none" },
} as const;

export type Tone = keyof typeof tones;
export type ColourBy = "position" | "share";

export function toneOfPct({ position, delegatedShare }: PctRow, by: ColourBy): Tone {
  return by === "position" ? position : toneOfShare(delegatedShare);
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
