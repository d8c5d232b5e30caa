import { type Code, parseCode } from "../../model/code.ts";
import { parseDate, parseFinancialYear } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type {
  DelegationPosition,
  DelegationStage,
  MembershipStatus,
  OrganisationKind,
  SupportModel,
} from "../../model/kinds.ts";
import { type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { claim, endIn, provenanceOf, startIn } from "../claim.ts";
import { cell, listIn, numberIn, optional, readTable, type SeedRow } from "../read-table.ts";
import { lastDay, type Part } from "../seed.ts";

/** What the five articles report. */
export function articles(): Part {
  return {
    organisations: readTable("article-organisations").map(organisation),
    facts: [
      ...readTable("article-memberships").map(membership),
      ...readTable("article-delegations").map(delegation),
      ...readTable("article-reports").map(report),
      ...readTable("article-budgets").map(budget),
      ...readTable("article-supports").map(support),
    ],
  };
}

const code = (row: SeedRow, column: string): Code => parseCode(cell(row, column));

function organisation(row: SeedRow): OrganisationRecord {
  const kind = cell(row, "kind") as OrganisationKind;
  return {
    ...undescribed,
    kind,
    code: code(row, "code"),
    name: cell(row, "name"),
    closed: kind === "CONSORTIUM" ? lastDay : null,
    statedPopulation: numberIn(row, "population"),
    statedPractices: numberIn(row, "practices"),
    pathfinderFrom: startIn(row, "pathfinder_from"),
    pathfinderWave: numberIn(row, "wave"),
    sector: optional(row, "sector"),
    statutory: kind === "CONSORTIUM" ? false : null,
    ...provenanceOf(row),
  };
}

/** A row's fact with its columns for the first day, to and asserted_by. */
function dated(row: SeedRow, payload: Parameters<typeof claim>[0], first = "from"): NewFact {
  const assertedBy = optional(row, "asserted_by");
  return {
    ...claim(payload, startIn(row, first), endIn(row, "to"), provenanceOf(row)),
    assertedBy: assertedBy === null ? null : parseCode(assertedBy),
  };
}

function membership(row: SeedRow): NewFact {
  const status = cell(row, "status") as MembershipStatus;
  return dated(row, { kind: "MEMBERSHIP", from: code(row, "member"), to: code(row, "group"), status });
}

function delegation(row: SeedRow): NewFact {
  return dated(row, {
    kind: "DELEGATION",
    from: code(row, "delegator"),
    to: code(row, "recipient"),
    financialYear: parseFinancialYear(cell(row, "financial_year")),
    stage: cell(row, "stage") as DelegationStage,
    amountGbp: null,
    shareOfBudget: null,
    scope: optional(row, "scope"),
  });
}

function support(row: SeedRow): NewFact {
  return dated(row, {
    kind: "SUPPORT",
    from: code(row, "provider"),
    to: code(row, "recipient"),
    services: listIn(row, "services"),
    model: cell(row, "model") as SupportModel,
    valueGbp: null,
  });
}

function report(row: SeedRow): NewFact {
  const payload = {
    kind: "REPORT",
    from: code(row, "pct"),
    position: cell(row, "position") as DelegationPosition,
    financialYear: parseFinancialYear(cell(row, "financial_year")),
    amountGbp: numberIn(row, "amount_gbp"),
    shareOfBudget: numberIn(row, "share"),
  } as const;
  return dated(row, payload, "date");
}

function budget(row: SeedRow): NewFact {
  const financialYear = parseFinancialYear(cell(row, "financial_year"));
  const from = parseDate(`${financialYear.slice(0, 4)}-04-01`);
  const amountGbp = Number(cell(row, "amount_gbp"));
  return claim(
    { kind: "BUDGET", from: code(row, "pct"), financialYear, amountGbp },
    from,
    lastDay,
    provenanceOf(row),
  );
}
