import type { Change, ChangeKind } from "./change.ts";
import type { Fact } from "./facts.ts";
import { inPounds, inSeries, valueInWords } from "./wording.ts";

/** The names in a change: its organisation's, and the other organisation's of each fact. */
export interface ChangeNames {
  readonly subject: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A change in a sentence, such as "Ashfurlong Medical Centre moved from Solihull Care Trust to Solihull PCT on 2011-04-15." */
export function describeChange(change: Change, names: ChangeNames): string {
  const words = wordings[change.kind]({
    before: inSeries(names.before),
    after: inSeries(names.after),
    was: inSeries(change.before.map(saidBy)),
    is: inSeries(change.after.map(saidBy)),
  });
  return `${names.subject} ${words}${change.on === null ? "" : ` on ${change.on}`}.`;
}

interface Words {
  /** The other organisations, earlier and later. */
  readonly before: string;
  readonly after: string;
  /** What the facts say, earlier and later. */
  readonly was: string;
  readonly is: string;
}

const wordings: Readonly<Record<ChangeKind, (words: Words) => string>> = {
  OPENED: () => "opened",
  CLOSED: () => "had closed",
  JOINED: ({ after }) => `joined ${after}`,
  LEFT: ({ before }) => `left ${before}`,
  MOVED: ({ before, after }) => `moved from ${before} to ${after}`,
  STATUS_CHANGED: ({ after, was, is }) => `changed from ${was} to ${is} member of ${after}`,
  BECAME_OUTSIDE: ({ is }) => `became known to be in no consortium (${is})`,
  OUTSIDE_REASON_CHANGED: ({ was, is }) => `stayed in no consortium, no longer ${was} but ${is},`,
  NO_LONGER_OUTSIDE: ({ was }) => `was no longer known to be in no consortium (${was})`,
  DELEGATED: ({ after, is }) => `was delegated a budget by ${after} (${is})`,
  DELEGATION_CHANGED: ({ after, was, is }) => `had its delegation by ${after} changed from ${was} to ${is}`,
  DELEGATION_ENDED: ({ before, was }) => `was no longer delegated a budget by ${before} (${was})`,
  REPORTED: ({ is }) => `reported its plans (${is})`,
  REPORT_CHANGED: ({ was, is }) => `reported ${is} instead of ${was}`,
  REPORT_ENDED: ({ was }) => `no longer stood by its report (${was})`,
  BUDGET_SET: ({ is }) => `had a budget (${is})`,
  BUDGET_CHANGED: ({ was, is }) => `had its budget changed from ${was} to ${is}`,
  BUDGET_ENDED: ({ was }) => `no longer had its budget (${was})`,
  SUPPORT_BEGAN: ({ after, is }) => `began to be supported by ${after} (${is})`,
  SUPPORT_CHANGED: ({ after, was, is }) => `had its support by ${after} changed from ${was} to ${is}`,
  SUPPORT_ENDED: ({ before, was }) => `was no longer supported by ${before} (${was})`,
  SUCCEEDED: ({ after }) => `was succeeded by ${after}`,
};

/** What a fact says beside who it joins. */
function saidBy(fact: Fact): string {
  switch (fact.kind) {
    case "MEMBERSHIP":
      return valueInWords(fact.status);
    case "OUTSIDE":
      return valueInWords(fact.reason);
    case "DELEGATION":
      return [fact.financialYear, valueInWords(fact.stage), fact.scope, pounds(fact.amountGbp)]
        .filter((part) => part !== null)
        .join(", ");
    case "SUPPORT":
      return [fact.services.join(", "), valueInWords(fact.model), pounds(fact.valueGbp)]
        .filter((part) => part !== null && part !== "")
        .join("; ");
    case "REPORT":
      return [fact.financialYear, valueInWords(fact.position), pounds(fact.amountGbp)]
        .filter((part) => part !== null)
        .join(", ");
    case "BUDGET":
      return [fact.financialYear, pounds(fact.amountGbp)].join(", ");
    case "SUCCESSION":
      return "";
    default:
      return fact satisfies never;
  }
}

const pounds = (amount: number | null): string | null => (amount === null ? null : inPounds(amount));
