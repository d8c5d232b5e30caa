import { inPounds } from "../model/wording.ts";
import { inWords, type Named, nameAndCode } from "./wording.ts";

/** What the program's documents ask of a fact, by the names of the API. */
export interface FactShown {
  readonly factId: string;
  readonly kind: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly recordedAt: string;
  readonly retractedAt: string | null;
  /** When what stopped saying it was published, or it was taken back. */
  readonly knownTo: string | null;
  readonly confidence: string;
  readonly note: string | null;
  readonly source: { readonly code: string; readonly title: string; readonly published: string | null };
  readonly assertedBy: { readonly name: string; readonly code: string | null } | null;
  readonly from?: Named;
  readonly to?: Named;
  readonly status?: string;
  readonly reason?: string;
  readonly position?: string;
  readonly stage?: string;
  readonly financialYear?: string;
  readonly amountGbp?: number | null;
  readonly valueGbp?: number | null;
  readonly shareOfBudget?: number | null;
  readonly scope?: string | null;
  readonly services?: readonly string[];
  readonly model?: string;
}

/** A fragment with all of them; both ends of each kind have one name. */
export const factFragment = `fragment FactShown on Fact {
  factId kind validFrom validTo recordedAt retractedAt knownTo confidence note
  source { code title published }
  assertedBy { code name }
  ... on Membership { from: member { code name } to: group { code name } status }
  ... on Delegation { from: delegator { code name } to: recipient { code name } financialYear stage amountGbp shareOfBudget scope }
  ... on Support { from: provider { code name } to: recipient { code name } services model valueGbp }
  ... on Succession { from: predecessor { code name } to: successor { code name } }
  ... on Outside { from: practice { code name } to: pct { code name } reason }
  ... on DelegationReport { from: pct { code name } position financialYear amountGbp shareOfBudget }
  ... on Budget { from: organisation { code name } financialYear budgetGbp: amountGbp }
}`;

const verbs: Readonly<Record<string, string>> = {
  MEMBERSHIP: "is a member of",
  DELEGATION: "delegates to",
  SUPPORT: "supports",
  SUCCESSION: "was succeeded by",
  OUTSIDE: "is in no consortium of",
  REPORT: "reports on its plans",
  BUDGET: "has a budget",
};

/** A fact in words: who, what, whom, and on what terms. */
export function factInWords(fact: FactShown): string {
  const joins = [fact.from && nameAndCode(fact.from), verbs[fact.kind], fact.to && nameAndCode(fact.to)];
  const terms = termsInWords(fact);
  return `${joins.filter(Boolean).join(" ")}${terms ? `: ${terms}` : ""}`;
}

/** On what terms a fact holds: its status, its money, what it is about. */
export function termsInWords(fact: FactShown & { readonly budgetGbp?: number }): string {
  const terms = [
    inWords(fact.status ?? fact.reason ?? fact.position ?? fact.stage ?? null),
    fact.services?.join(", "),
    fact.model && inWords(fact.model),
    fact.scope,
    fact.financialYear,
    pounds(fact.amountGbp ?? fact.valueGbp ?? fact.budgetGbp),
    fact.shareOfBudget == null ? null : `${Math.round(fact.shareOfBudget * 100)}% of the budget`,
  ];
  return terms.filter(Boolean).join(", ");
}

const pounds = (amount: number | null | undefined): string | null =>
  amount == null ? null : inPounds(amount);

/** From when until when a fact holds. */
export function periodOf({ validFrom, validTo }: Pick<FactShown, "validFrom" | "validTo">): string {
  return `${validFrom ?? "?".padEnd(10)} to ${validTo ?? "now".padEnd(10)}`;
}

const asserterInWords = ({ name, code }: NonNullable<FactShown["assertedBy"]>): string =>
  code === null ? name : nameAndCode({ name, code });

/** Where a fact comes from, how far it can be trusted, and until when it was believed. */
export function sourceInWords({ source, confidence, assertedBy, note }: FactShown): string {
  const parts = [
    `${source.code}, ${source.title}${source.published ? `, ${source.published}` : ""}`,
    inWords(confidence),
    assertedBy && `says ${asserterInWords(assertedBy)}`,
    note,
  ];
  return parts.filter(Boolean).join("; ");
}
