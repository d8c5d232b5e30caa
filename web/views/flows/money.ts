import { grouped } from "../../parts/grouped.ts";
import type { Delegation, MoneyPct } from "./money-query.ts";

/**
 * What became of what a PCT did not delegate, or is not known to have: the rest of a budget of which the delegated part is
 * known; nothing that is known to be delegated; delegated, but nobody says how much; or no report at all.
 */
export type Rest = "KEPT" | "NONE_KNOWN" | "AMOUNT_NOT_STATED" | "NOT_REPORTED";

/** Pounds handed over: to one, or to several as one sum that nobody split. */
export interface Part {
  readonly recipients: readonly Delegation["recipient"][];
  readonly amountGbp: number;
  readonly confidence: Delegation["confidence"];
}

/** A PCT's budget of a year, and what is known of where it went. */
export interface PctMoney {
  readonly pct: MoneyPct;
  /** Null where not known. */
  readonly budgetGbp: number | null;
  /** Null where not known; never a guess of 0. */
  readonly delegatedGbp: number | null;
  readonly parts: readonly Part[];
  readonly rest: Rest;
  /** The budget without what is known to be delegated; null where the budget is not known. */
  readonly restGbp: number | null;
}

/** The financial year of a day, such as "2011/12". */
export function financialYearOf(day: string): string {
  const [year = "", month = ""] = day.split("-");
  const first = Number(month) >= 4 ? Number(year) : Number(year) - 1;
  return `${first}/${String((first + 1) % 100).padStart(2, "0")}`;
}

/** By the rules of docs/model.md: the sum of the delegations where each has an amount, else what the PCT reported of all. */
export function moneyOf(pct: MoneyPct, year: string): PctMoney {
  const made = delegationsOf(pct, year);
  const parts = partsOf(pct, made, year);
  const budgetGbp = pct.budget?.amountGbp ?? null;
  const delegatedGbp =
    parts.length === 0 ? null : parts.reduce((total, { amountGbp }) => total + amountGbp, 0);
  return {
    pct,
    budgetGbp,
    delegatedGbp,
    parts,
    rest: restOf(pct, made, delegatedGbp),
    restGbp: budgetGbp === null ? null : Math.max(0, budgetGbp - (delegatedGbp ?? 0)),
  };
}

interface Made {
  /** The most trusted claim. */
  readonly best: Delegation;
  /** That of the first claim that gives one. */
  readonly amountGbp: number | null;
}

/** Delegations of the year that are ready or in force, each once however many sources claim it, the most trusted first. */
function delegationsOf({ delegations }: MoneyPct, year: string): readonly Made[] {
  const byThing = new Map<string, Delegation[]>();
  for (const delegation of delegations) {
    if (delegation.financialYear !== year) continue;
    const thing = `${delegation.recipient.code} ${delegation.scope ?? ""}`;
    byThing.set(thing, [...(byThing.get(thing) ?? []), delegation]);
  }
  return [...byThing.values()].flatMap((claims) => {
    const [best] = claims;
    if (!best || best.stage === "PLANNED") return [];
    return { best, amountGbp: claims.find(({ amountGbp }) => amountGbp !== null)?.amountGbp ?? null };
  });
}

function partsOf({ report }: MoneyPct, made: readonly Made[], year: string): readonly Part[] {
  const split = made.flatMap(({ best, amountGbp }) =>
    amountGbp === null ? [] : [{ recipients: [best.recipient], amountGbp, confidence: best.confidence }],
  );
  if (made.length > 0 && split.length === made.length) return split;
  if (report?.financialYear !== year || report.amountGbp === null) return [];
  const recipients = made.map(({ best }) => best.recipient);
  return [{ recipients, amountGbp: report.amountGbp, confidence: report.confidence }];
}

function restOf({ position }: MoneyPct, made: readonly Made[], delegatedGbp: number | null): Rest {
  if (delegatedGbp !== null) return "KEPT";
  if (made.length > 0 || position === "DELEGATED_OR_READY") return "AMOUNT_NOT_STATED";
  return position === "NOT_REPORTED" ? "NOT_REPORTED" : "NONE_KNOWN";
}

/** What each rest is called, and whether it is a thing that nobody knows: that is hatched. */
export const rests: Readonly<Record<Rest, { readonly label: string; readonly isUnknown: boolean }>> = {
  KEPT: { label: "Not delegated", isUnknown: false },
  NONE_KNOWN: { label: "None known to be delegated", isUnknown: false },
  AMOUNT_NOT_STATED: { label: "Delegated, amount not told", isUnknown: true },
  NOT_REPORTED: { label: "PCT has not reported", isUnknown: true },
};

/** To whom a part went, in words. */
export function recipientsInWords({ recipients }: Pick<Part, "recipients">): string {
  const [first] = recipients;
  if (!first) return "Consortia that are not named";
  if (recipients.length === 1) return first.name;
  return `${recipients.map(({ name }) => name).join(" and ")}, together`;
}

/** The money of an SHA's PCTs, added up. */
export interface ShaMoney {
  readonly code: string | null;
  readonly name: string;
  readonly minimumShare: number | null;
  readonly pcts: readonly PctMoney[];
  /** Null where not all of its PCTs' budgets are known. */
  readonly budgetGbp: number | null;
  /** Null where of none of its PCTs anything is known. */
  readonly delegatedGbp: number | null;
}

/** In the order of their names; PCTs in no SHA last. */
export function bySha(pcts: readonly PctMoney[]): readonly ShaMoney[] {
  return grouped(pcts, ({ pct }) => pct.sha?.code ?? "")
    .map((group) => {
      const sha = group[0]?.pct.sha;
      return {
        code: sha?.code ?? null,
        name: sha?.name ?? "In no SHA",
        minimumShare: sha?.minimumDelegatedShare ?? null,
        pcts: group,
        budgetGbp: sumOf(group, ({ budgetGbp }) => budgetGbp, "all"),
        delegatedGbp: sumOf(group, ({ delegatedGbp }) => delegatedGbp, "any"),
      };
    })
    .sort((a, b) => Number(a.code === null) - Number(b.code === null) || a.name.localeCompare(b.name));
}

/** @param known null unless all of them, or any of them, are known */
export function sumOf<Row>(
  rows: readonly Row[],
  value: (row: Row) => number | null,
  known: "all" | "any",
): number | null {
  const values = rows.map(value).filter((each) => each !== null);
  const isKnown = known === "all" ? values.length === rows.length : values.length > 0;
  return isKnown ? values.reduce((total, each) => total + each, 0) : null;
}
