import { inPercent, inPounds } from "../../parts/figures.ts";
import type { ShownSource } from "../../parts/source-link.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import type { ChangeFact, ChangeRow } from "./compare-query.ts";

/** What a fact says of the organisation that changed: the other organisation, and how. */
export interface FactSaid {
  readonly factId: string;
  readonly party: { readonly code: string; readonly name: string; readonly confidence: string } | null;
  readonly says: string;
}

export function saidBy(fact: ChangeFact): FactSaid {
  const { factId } = fact;
  switch (fact.__typename) {
    case "Membership":
      return {
        factId,
        party: fact.group,
        says: fact.status === "ESTABLISHED" ? "" : inEnglishWords(fact.status),
      };
    case "Outside":
      return { factId, party: null, says: `in no consortium: ${inEnglishWords(fact.reason)}` };
    case "Delegation":
      return { factId, party: fact.delegator, says: delegated(fact) };
    case "Support":
      return { factId, party: fact.provider, says: supported(fact) };
    case "Succession":
      return { factId, party: fact.successor, says: "" };
    case "DelegationReport":
      return {
        factId,
        party: null,
        says: listed([
          fact.financialYear,
          inEnglishWords(fact.position),
          fact.reportedGbp !== null && inPounds(fact.reportedGbp),
        ]),
      };
    case "Budget":
      return { factId, party: null, says: listed([fact.financialYear, inPounds(fact.budgetGbp)]) };
  }
  return fact satisfies never;
}

function delegated(fact: Extract<ChangeFact, { __typename: "Delegation" }>): string {
  const { financialYear, stage, scope, amountGbp, shareOfBudget } = fact;
  return listed([
    financialYear,
    inEnglishWords(stage),
    scope,
    amountGbp !== null && inPounds(amountGbp),
    shareOfBudget !== null && `${inPercent(shareOfBudget)} of the budget`,
  ]);
}

function supported({ services, model, valueGbp }: Extract<ChangeFact, { __typename: "Support" }>): string {
  return listed([...services, inEnglishWords(model), valueGbp !== null && inPounds(valueGbp)]);
}

const listed = (parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join(", ");

/** What a change rests on: its facts' sources, or its organisation's where it opened or closed. Each once. */
export function sourcesOf({ organisation, before, after }: ChangeRow): readonly ShownSource[] {
  const facts = [...before, ...after].map(({ source }) => source);
  const all = facts.length === 0 ? [organisation.source] : facts;
  return [...new Map(all.map((source) => [source.code, source])).values()];
}

/** Whether anything that a change rests on is made up. */
export function isSynthetic({ organisation, before, after }: ChangeRow): boolean {
  return [organisation, ...before, ...after].some(({ confidence }) => confidence === "SYNTHETIC");
}
