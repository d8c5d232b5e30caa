import { inPercent, inPounds } from "./figures.ts";
import type { StatedFact } from "./stated-fact.ts";
import { inEnglishWords } from "./words.ts";

interface Party {
  readonly code: string;
  readonly name: string;
}

/** What a fact says: of whom, what, and how much. */
export interface FactStatement {
  readonly says: string;
  readonly of: readonly Party[];
  readonly figures: Readonly<Record<string, string>>;
}

/** A fact in words. */
export function statementOf(fact: StatedFact): FactStatement {
  switch (fact.__typename) {
    case "Membership":
      return {
        says: `membership, ${inEnglishWords(fact.status)}`,
        of: [fact.member, fact.group],
        figures: {},
      };
    case "Outside":
      return {
        says: `in no consortium: ${inEnglishWords(fact.reason)}`,
        of: [fact.practice, fact.pct],
        figures: {},
      };
    case "Delegation":
      return {
        says: `delegation, ${inEnglishWords(fact.stage)}${fact.scope ? `, ${fact.scope}` : ""}`,
        of: [fact.delegator, fact.recipient],
        figures: money(fact),
      };
    case "DelegationReport":
      return {
        says: `report of plans: ${inEnglishWords(fact.position)}`,
        of: [fact.pct],
        figures: money(fact),
      };
    case "Budget":
      return {
        says: "budget",
        of: [fact.organisation],
        figures: money({ ...fact, amountGbp: fact.budgetGbp, shareOfBudget: null }),
      };
    case "Support":
      return {
        says: `support, ${inEnglishWords(fact.model)}: ${fact.services.join(", ")}`,
        of: [fact.provider, fact.recipient],
        figures: fact.valueGbp === null ? {} : { "Value of the contract": inPounds(fact.valueGbp) },
      };
    case "Succession":
      return { says: "succession", of: [fact.predecessor, fact.successor], figures: {} };
  }
  return fact satisfies never;
}

interface Money {
  readonly financialYear: string;
  readonly amountGbp: number | null;
  readonly shareOfBudget: number | null;
}

function money({ financialYear, amountGbp, shareOfBudget }: Money): Readonly<Record<string, string>> {
  return {
    Year: financialYear,
    ...(amountGbp !== null && { Amount: inPounds(amountGbp) }),
    ...(shareOfBudget !== null && { "Share of budget": inPercent(shareOfBudget) }),
  };
}
