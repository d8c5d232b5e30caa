import type { Code } from "../../model/code.ts";
import type { FinancialYear, IsoDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { DelegationStage } from "../../model/kinds.ts";
import { claim, earlier } from "../claim.ts";
import { divided } from "./amounts.ts";
import type { Area } from "./areas.ts";
import { firstDayOfYear } from "./budgets.ts";
import type { Consortium } from "./consortia.ts";
import { madeUp } from "./made-up.ts";
import type { Practice } from "./practices.ts";

/** A consortium that a PCT delegates to, with its patients there. */
export interface Recipient {
  readonly consortium: Consortium;
  readonly patients: number;
}

/** Of each area, the consortia that have members from it and are open on a day, with their patients from it. */
export function recipientsOn(
  day: IsoDate,
  members: readonly Practice[],
): ReadonlyMap<Area, readonly Recipient[]> {
  const areas = new Map<Area, Map<Consortium, number>>();
  for (const { area, home, listSize } of members) {
    if (home === null || home.closed < day) continue;
    const patients = areas.get(area) ?? new Map<Consortium, number>();
    areas.set(area, patients.set(home, (patients.get(home) ?? 0) + listSize));
  }
  const recipients = (patients: Map<Consortium, number>) =>
    [...patients].map(([consortium, count]) => ({ consortium, patients: count }));
  return new Map([...areas].map(([area, patients]) => [area, recipients(patients)]));
}

/** What one PCT delegates in one year. */
export interface Year {
  readonly delegator: Code;
  readonly financialYear: FinancialYear;
  /** Divided among the recipients by their patients; null where no single amount is stated. */
  readonly amountGbp: number | null;
  readonly budgetGbp: number;
  readonly stageOf: () => DelegationStage;
}

/** The delegations of one PCT in one year. */
export function madeUpDelegations(year: Year, recipients: readonly Recipient[]): NewFact[] {
  const from = firstDayOfYear(year.financialYear);
  const end = `${Number(from.slice(0, 4)) + 1}-03-31` as IsoDate;
  const weights = recipients.map(({ patients }) => patients);
  const amounts = year.amountGbp === null ? [] : divided(year.amountGbp, weights);
  return recipients.map(({ consortium }, index) => {
    const amountGbp = amounts[index] ?? null;
    const payload = {
      kind: "DELEGATION",
      from: year.delegator,
      to: consortium.code,
      financialYear: year.financialYear,
      stage: year.stageOf(),
      amountGbp,
      shareOfBudget: amountGbp === null ? null : share(amountGbp, year.budgetGbp),
      scope: null,
    } as const;
    return claim(payload, from, earlier(end, consortium.closed), madeUp());
  });
}

/** Rounded down to a hundredth of a percent. */
export function share(amount: number, budget: number): number {
  return Math.floor((amount / budget) * 10_000) / 10_000;
}
