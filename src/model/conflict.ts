import type { Code } from "./code.ts";
import { budgetOf, delegationsOf, latestReport } from "./delegation.ts";
import { BadUserInput } from "./errors.ts";
import type { BudgetPayload, DelegationPayload, Fact } from "./facts.ts";
import { groupBy } from "./group-by.ts";
import { compareText } from "./trust.ts";
import { inPounds, inSeries } from "./wording.ts";

/** Live facts that contradict each other: the rules, and what decides where a statement finds only where to look. */

export const conflictSeverities = ["ERROR", "WARNING", "INFO", "GAP"] as const;
export type ConflictSeverity = (typeof conflictSeverities)[number];

interface Rule {
  readonly severity: ConflictSeverity;
  readonly meaning: string;
}

/** Every rule, in the order in which conflicts are listed. */
export const conflictRules = {
  "two-consortia": {
    severity: "ERROR",
    meaning: "A practice is a member of two consortia at once.",
  },
  "member-and-outside": {
    severity: "ERROR",
    meaning: "A practice is a member of a consortium and is said to be in none.",
  },
  "two-clusters": {
    severity: "ERROR",
    meaning: "A PCT is in two clusters at once.",
  },
  "outside-lifetime": {
    severity: "ERROR",
    meaning: "A fact holds on a day on which one of its organisations did not exist.",
  },
  "over-budget": {
    severity: "ERROR",
    meaning:
      "A PCT delegates or reports more of a year's budget than it has, by the most trusted claim of each; planned delegations do not count.",
  },
  "disputed-delegation": {
    severity: "WARNING",
    meaning:
      "Claims about one delegation (its ends, year and scope) give different amounts; or different bodies, different sources on one delegator, or one body of a named scope, claim different amounts or stages for the same recipient, year and scope.",
  },
  "report-against-delegations": {
    severity: "WARNING",
    meaning:
      "A PCT reports that it has no clear plans or is developing them, but a delegation is in force; or that it has delegated or is ready, but none is ready or in force.",
  },
  "pathfinder-without-plans": {
    severity: "WARNING",
    meaning: "A PCT reports that it has no clear plans, but a pathfinder is in it.",
  },
  "empty-consortium": {
    severity: "GAP",
    meaning:
      "A consortium exists without a practice: it is known by name only, or its practices are not in the graph.",
  },
  "ods-sub-type": {
    severity: "INFO",
    meaning:
      "The ODS sub-type of a practice says that it has a parent organisation (B) and no membership is live, or that it has none (Z) and one is.",
  },
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof conflictRules;
export const ruleNames = Object.keys(conflictRules) as RuleName[];

/**
 * The rules that are asked for, each once and in the order of the table; all where none is named.
 * @throws BadUserInput for a name that no rule has
 */
export function parseRules(names: readonly string[] | null | undefined): readonly RuleName[] {
  const unknown = names?.find((name) => !(ruleNames as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new BadUserInput(
      `rules: there is no rule ${JSON.stringify(unknown.slice(0, 60))}: expected some of ${ruleNames.join(", ")}.`,
    );
  }
  return names ? ruleNames.filter((name) => names.includes(name)) : ruleNames;
}

/** What a rule's statement finds: an organisation, and the facts that are to be held against each other. */
export interface Finding {
  readonly subject: Code;
  readonly facts: readonly Fact[];
  /** The ODS sub-type of a practice, where the rule is about it. */
  readonly subType?: string | null;
}

export interface Contradiction extends Finding {
  /** What contradicts what, to be put behind the name of the subject. */
  readonly words: string;
}

/** Decides what a statement found: the contradictions in it, each in words. */
export function contradictions(rule: RuleName, finding: Finding): Contradiction[] {
  const { facts, subject } = finding;
  const as = (words: string, those: readonly Fact[] = facts): Contradiction[] => [
    { ...finding, words, facts: [...those].sort(inOrder) },
  ];
  switch (rule) {
    case "two-consortia":
      return as(`is a member of ${listed(others(subject, facts))} at once`);
    case "member-and-outside": {
      const groups = facts.filter(({ kind }) => kind === "MEMBERSHIP");
      return as(`is a member of ${listed(others(subject, groups))} and is said to be in no consortium`);
    }
    case "two-clusters":
      return as(`is in the clusters ${listed(others(subject, facts))} at once`);
    case "outside-lifetime": {
      const count = facts.length === 1 ? "a fact holds" : `${facts.length} facts hold`;
      return as(`does not exist on the day, but ${count} on it`);
    }
    case "over-budget":
      return overBudget(finding);
    case "disputed-delegation":
      return disputes(facts).flatMap((those) => {
        const { financialYear, scope } = those[0] as DelegationPayload;
        return as(
          `has ${those.length} claims about what is delegated to it in ${financialYear}${scope ? ` (${scope})` : ""} that do not agree`,
          those,
        );
      });
    case "report-against-delegations":
      return reportAgainst(finding);
    case "pathfinder-without-plans": {
      if (latestReport(facts)?.position !== "NO_CLEAR_PLANS") return [];
      const pathfinders = facts.filter(({ kind }) => kind === "MEMBERSHIP").map(({ from }) => from);
      return as(
        `reports that it has no clear plans, but ${listed(pathfinders)} ${pathfinders.length === 1 ? "is a pathfinder" : "are pathfinders"} in it`,
        [...facts.filter(({ kind }) => kind === "MEMBERSHIP"), ...latest(facts)],
      );
    }
    case "empty-consortium":
      return as("has no practice");
    case "ods-sub-type":
      return as(
        finding.subType === "B"
          ? "has ODS sub-type B, a parent organisation, but no membership"
          : `has ODS sub-type Z, no parent organisation, but is a member of ${listed(others(subject, facts))}`,
      );
    default:
      return rule satisfies never;
  }
}

const latest = (facts: readonly Fact[]): Fact[] => {
  const report = latestReport(facts);
  return report ? [report] : [];
};

type Delegation = Fact & DelegationPayload;
type Budget = Fact & BudgetPayload;
const delegationsIn = (facts: readonly Fact[]): Delegation[] =>
  facts.filter((fact): fact is Delegation => fact.kind === "DELEGATION");

/** One contradiction for each year in which more is delegated, or reported to be, than its budget, each by its most trusted claim. */
function overBudget(finding: Finding): Contradiction[] {
  const budgets = finding.facts.filter((fact): fact is Budget => fact.kind === "BUDGET");
  return [...new Set(budgets.map(({ financialYear }) => financialYear))].flatMap((year) => {
    const budget = budgetOf(finding.facts, year)?.amountGbp ?? 0;
    const delegated = delegationsOf(finding.facts, year).filter(({ amountGbp }) => amountGbp !== null);
    const sum = delegated.reduce((total, { amountGbp }) => total + (amountGbp ?? 0), 0);
    const report = latestReport(finding.facts);
    const reported = report?.financialYear === year ? (report.amountGbp ?? 0) : 0;
    if (sum <= budget && reported <= budget) return [];
    const ofYear = budgets.filter(({ financialYear }) => financialYear === year);
    const spent = sum > budget ? delegated.flatMap(({ claims }) => claims) : report ? [report] : [];
    const words = `${sum > budget ? "delegates" : "reports to delegate"} ${inPounds(Math.max(sum, reported))} of ${year}, above its budget of ${inPounds(budget)}`;
    return [{ ...finding, words, facts: [...ofYear, ...spent].sort(inOrder) }];
  });
}

/** The delegations of each year and scope that disagree. */
function disputes(facts: readonly Fact[]): Delegation[][] {
  const groups = groupBy(delegationsIn(facts), ({ financialYear, scope }) =>
    JSON.stringify([financialYear, scope]),
  );
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, group]) => group.filter((fact) => group.some((other) => disagree(fact, other))))
    .filter((group) => group.length > 0);
}

/**
 * Whether two claims about a recipient, year and scope cannot both be so. Of one delegation there is one amount, whoever
 * says so; two delegators that nobody speaks for may each delegate. What one body claims may be that others contradict
 * each other: of a thing that has a name, its scope, that counts as well.
 */
function disagree(a: Delegation, b: Delegation): boolean {
  const amounts = a.amountGbp !== null && b.amountGbp !== null && a.amountGbp !== b.amountGbp;
  if (a.from === b.from && amounts) return true;
  const claimed = claimantOf(a) !== null && claimantOf(b) !== null;
  const claimants = (claimantOf(a) ?? a.source) !== (claimantOf(b) ?? b.source);
  const sameThing = a.from === b.from || claimed;
  const severally = claimants || (claimed && a.scope !== null);
  return severally && sameThing && (a.stage !== b.stage || amounts);
}

const claimantOf = ({ assertedBy, assertedByName }: Fact): string | null => assertedByName ?? assertedBy;

function reportAgainst(finding: Finding): Contradiction[] {
  const report = latestReport(finding.facts);
  if (!report) return [];
  const delegations = delegationsIn(finding.facts);
  const inForce = delegations.filter(({ stage }) => stage === "IN_FORCE");
  const found = (words: string, those: readonly Fact[]): Contradiction[] => [
    { ...finding, words, facts: [report, ...those].sort(inOrder) },
  ];
  if (report.position === "DELEGATED_OR_READY") {
    const some = delegations.some(({ stage }) => stage !== "PLANNED");
    return some
      ? []
      : found(
          "reports that it has delegated or is ready, but no delegation is ready or in force",
          delegations,
        );
  }
  if (report.position === "NOT_REPORTED" || inForce.length === 0) return [];
  const says = report.position === "DEVELOPING" ? "is developing plans" : "has no clear plans";
  const recipients = [...new Set(inForce.map(({ to }) => to))];
  return found(`reports that it ${says}, but a delegation to ${listed(recipients)} is in force`, inForce);
}

const others = (subject: Code, facts: readonly Fact[]): Code[] =>
  facts.flatMap((fact) => ("to" in fact ? [fact.from === subject ? fact.to : fact.from] : []));

/** Codes in words, each once and sorted. */
const listed = (codes: readonly string[]): string => inSeries([...codes].sort(compareText));

/** Facts side by side, always in the same order. */
function inOrder(a: Fact, b: Fact): number {
  return (
    compareText(a.kind, b.kind) ||
    compareText("to" in a ? a.to : "", "to" in b ? b.to : "") ||
    compareText(a.from, b.from) ||
    compareText(a.factId, b.factId)
  );
}
