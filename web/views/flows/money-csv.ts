import { type CsvColumns, csvOf } from "../../parts/csv.ts";
import { type Part, type PctMoney, rests } from "./money.ts";

/** A line each flow: what went to whom, and what stayed or is not known. */
interface Flow {
  readonly money: PctMoney;
  /** Undefined for the rest of the budget. */
  readonly part: Part | undefined;
}

const columns: CsvColumns<Flow> = {
  shaCode: ({ money: { pct } }) => pct.sha?.code,
  sha: ({ money: { pct } }) => pct.sha?.name,
  pctCode: ({ money: { pct } }) => pct.code,
  pct: ({ money: { pct } }) => pct.name,
  budgetGbp: ({ money: { budgetGbp } }) => budgetGbp,
  what: ({ money: { rest }, part }) => {
    if (!part) return rests[rest].label;
    return part.recipients.length === 1 ? "To one consortium" : "One sum to several consortia";
  },
  toCodes: ({ part }) => part?.recipients.map(({ code }) => code).join("; "),
  to: ({ part }) => part?.recipients.map(({ name }) => name).join("; "),
  amountGbp: ({ money: { rest, restGbp }, part }) => {
    if (part) return part.amountGbp;
    return rests[rest].isUnknown ? null : restGbp;
  },
  confidence: ({ part }) => part?.confidence,
  reportSource: ({ money: { pct } }) => pct.report?.source.code,
  budgetSource: ({ money: { pct } }) => pct.budget?.source.code,
};

export function moneyCsv(pcts: readonly PctMoney[]): string {
  const flows = pcts.flatMap((money): readonly Flow[] => [
    ...money.parts.map((part) => ({ money, part })),
    { money, part: undefined },
  ]);
  return csvOf(columns, flows);
}
