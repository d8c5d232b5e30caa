import { inPercent, inPounds } from "../../parts/figures.ts";
import { inEnglishWords } from "../../parts/words.ts";
import type { End, Fact } from "./organisation-query.ts";

/** Whether a fact holds on a day and is still believed. */
export function isLive({ validFrom, validTo, knownTo }: Fact, asOf: string): boolean {
  return (
    knownTo === null && (validFrom === null || validFrom <= asOf) && (validTo === null || validTo >= asOf)
  );
}

/** The organisations that a fact joins; undefined where it is about one alone. */
export function endsOf(fact: Fact): readonly [from: End, to: End] | undefined {
  switch (fact.__typename) {
    case "Membership":
      return [fact.member, fact.group];
    case "Delegation":
      return [fact.delegator, fact.recipient];
    case "Support":
      return [fact.provider, fact.supported];
    case "Succession":
      return [fact.predecessor, fact.successor];
    case "Outside":
      return [fact.practice, fact.outsideOf];
    case "DelegationReport":
    case "Budget":
      return undefined;
  }
}

/** What a fact says, as seen from one organisation: words, and the organisation at its other end. */
export interface Said {
  readonly words: string;
  readonly other: End | undefined;
  readonly details: string;
}

export function saidOf(fact: Fact, code: string): Said {
  const ends = endsOf(fact);
  const isFrom = ends?.[0].code === code;
  return { words: wordsOf(fact, isFrom), other: ends?.[isFrom ? 1 : 0], details: detailsOf(fact) };
}

function wordsOf(fact: Fact, isFrom: boolean): string {
  switch (fact.__typename) {
    case "Membership":
      return isFrom ? "Member of" : "Has the member";
    case "Delegation":
      return isFrom ? "Delegates to" : "Has a budget from";
    case "Support":
      return isFrom ? "Supports" : "Supported by";
    case "Succession":
      return isFrom ? "Succeeded by" : "Successor of";
    case "Outside":
      return isFrom ? "Outside every consortium of" : "Has outside every consortium";
    case "DelegationReport":
      return `Reported: ${inEnglishWords(fact.position)}`;
    case "Budget":
      return "Has a budget";
  }
}

function detailsOf(fact: Fact): string {
  switch (fact.__typename) {
    case "Membership":
      return fact.status === "ESTABLISHED" ? "" : inEnglishWords(fact.status);
    case "Delegation":
      return listed(
        fact.financialYear,
        inEnglishWords(fact.stage),
        pounds(fact.amountGbp),
        share(fact.shareOfBudget),
        fact.scope,
      );
    case "Support":
      return listed(fact.services.join(", "), inEnglishWords(fact.model), pounds(fact.valueGbp));
    case "Outside":
      return inEnglishWords(fact.reason);
    case "DelegationReport":
      return listed(fact.reportYear, pounds(fact.reportGbp), share(fact.reportShare));
    case "Budget":
      return listed(fact.budgetYear, pounds(fact.budgetGbp));
    case "Succession":
      return "";
  }
}

const pounds = (amount: number | null) => (amount === null ? null : inPounds(amount));
const share = (of: number | null) => (of === null ? null : `${inPercent(of)} of the budget`);
const listed = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(", ");
