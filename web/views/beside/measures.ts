import { inCounts, inPatients, inPercent, inPounds } from "../../parts/figures.ts";
import { areStandingsKnown } from "../../parts/standings-known.ts";
import type { DelegationSummary } from "../../parts/summary-figures.tsx";

/** A figure of an area: in words, and as a share of its own whole where it is one, so that small and large areas compare. */
export interface Measured {
  readonly text: string;
  /** 0 to 1; null where not known; undefined where the figure is no share of anything. */
  readonly share?: number | null;
}

export interface Measure {
  readonly label: string;
  /** @param practices how many of its practices are in the graph */
  readonly of: (summary: DelegationSummary, practices: number) => Measured;
}

/** A number of PCTs, as a share of the area's. */
const pcts = (label: string, count: (summary: DelegationSummary) => number): Measure => ({
  label,
  of: (summary) => ({ text: inCounts(count(summary)), share: shareOf(count(summary), summary.pcts) }),
});

function leftOut(label: string, text: (summary: DelegationSummary) => string): Measure {
  return {
    label,
    of: (summary, practices) => ({
      text: areStandingsKnown(summary, practices) ? text(summary) : "not known",
    }),
  };
}

/** What two areas are compared by. */
export const measures: readonly Measure[] = [
  { label: "PCTs", of: ({ pcts }) => ({ text: inCounts(pcts) }) },
  pcts("PCTs that reported", ({ reporting }) => reporting),
  pcts("PCTs delegated or ready", ({ delegatedOrReady }) => delegatedOrReady),
  pcts("PCTs developing plans", ({ developing }) => developing),
  pcts("PCTs with no clear plans", ({ noClearPlans }) => noClearPlans),
  {
    label: "PCTs below their SHA’s minimum",
    // Of most SHAs no minimum is known, and of many PCTs no amount: none is no share.
    of: ({ pctsBelowMinimum: below, pcts }) =>
      below === 0
        ? { text: "none known", share: null }
        : { text: inCounts(below), share: shareOf(below, pcts) },
  },
  { label: "Budgets of the year", of: ({ budgetGbp }) => ({ text: inPounds(budgetGbp) }) },
  {
    label: "Delegated of the budgets",
    of: ({ delegatedGbp, delegatedShare }) =>
      delegatedGbp === null
        ? { text: "none known", share: null }
        : { text: inPounds(delegatedGbp), share: delegatedShare },
  },
  leftOut("Practices outside", ({ practicesOutside }) => inCounts(practicesOutside)),
  leftOut("Their patients", ({ patientsOutside }) => inPatients(patientsOutside)),
  leftOut("Practices unclear", ({ practicesUnclear }) => inCounts(practicesUnclear)),
  leftOut("Their patients", ({ patientsUnclear }) => inPatients(patientsUnclear)),
];

const shareOf = (count: number, all: number): number | null => (all === 0 ? null : count / all);

/** A figure with its share, such as "9 (100%)". */
export const inFull = ({ text, share }: Measured): string =>
  typeof share === "number" ? `${text} (${inPercent(share)})` : text;
