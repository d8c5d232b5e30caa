import type { Claimed, FactKind, Matter, NewFact } from "../../model/facts.ts";
import { factKinds } from "../../model/facts.ts";
import {
  confidences,
  delegationPositions,
  delegationStages,
  membershipStatuses,
  outsideReasons,
  supportModels,
} from "../../model/kinds.ts";
import { fault } from "../report/faults.ts";
import type { Cells } from "./cells.ts";
import { columns, matterColumns } from "./columns.ts";

/** What a row of facts says; rejects it where a cell is not what its kind of fact has there. */
export function readFactRow(cells: Cells): NewFact {
  const kind = cells.oneOf("kind", factKinds);
  refuseOthers(kind, cells);
  return { ...readers[kind](cells), ...claimOf(kind, cells) };
}

const everyFact = ["kind", "from", "validFrom", "validTo", "assertedBy", "source", "confidence", "note"];
const ofSource = ["sourceTitle", "publisher", "published", "url", "licence"];

/** A filled cell in a column of another kind of fact is a mistake, and would be lost. */
function refuseOthers(kind: FactKind, cells: Cells): void {
  const { required, optional } = matterColumns[kind];
  const own = new Set<string>([...everyFact, ...ofSource, ...required, ...optional]);
  for (const column of Object.keys(columns.facts)) {
    if (own.has(column) || cells.text(column) === null) continue;
    fault(
      cells.label(column),
      `a ${kind} has no ${column}: expected it empty, and only ${[...required, ...optional].join(", ")} filled`,
    );
  }
}

const readers: { readonly [K in FactKind]: (cells: Cells) => Matter & { readonly kind: K } } = {
  MEMBERSHIP: (cells) => ({
    kind: "MEMBERSHIP",
    from: cells.neededCode("from"),
    to: cells.neededCode("to"),
    status: cells.oneOf("status", membershipStatuses),
  }),
  OUTSIDE: (cells) => ({
    kind: "OUTSIDE",
    from: cells.neededCode("from"),
    to: cells.neededCode("to"),
    reason: cells.oneOf("reason", outsideReasons),
  }),
  DELEGATION: (cells) => ({
    kind: "DELEGATION",
    from: cells.neededCode("from"),
    to: cells.neededCode("to"),
    financialYear: cells.financialYear("financialYear"),
    stage: cells.oneOf("stage", delegationStages),
    amountGbp: cells.amount("amountGbp"),
    shareOfBudget: cells.share("shareOfBudget"),
    scope: cells.text("scope"),
  }),
  SUPPORT: (cells) => ({
    kind: "SUPPORT",
    from: cells.neededCode("from"),
    to: cells.neededCode("to"),
    services: cells.list("services"),
    model: cells.oneOf("model", supportModels),
    valueGbp: cells.amount("valueGbp"),
  }),
  SUCCESSION: (cells) => ({
    kind: "SUCCESSION",
    from: cells.neededCode("from"),
    to: cells.neededCode("to"),
  }),
  REPORT: (cells) => ({
    kind: "REPORT",
    from: cells.neededCode("from"),
    position: cells.oneOf("position", delegationPositions),
    financialYear: cells.financialYear("financialYear"),
    amountGbp: cells.amount("amountGbp"),
    shareOfBudget: cells.share("shareOfBudget"),
  }),
  BUDGET: (cells) => ({
    kind: "BUDGET",
    from: cells.neededCode("from"),
    financialYear: cells.financialYear("financialYear"),
    amountGbp: cells.amount("amountGbp") ?? fault(cells.label("amountGbp"), "it is empty: expected pounds"),
  }),
};

function claimOf(kind: FactKind, cells: Cells): Claimed {
  const required: readonly string[] = matterColumns[kind].required;
  if (required.includes("validFrom")) cells.needed("validFrom");
  const notes = [cells.text("note"), cells.partialDates()].filter((note) => note !== null);
  return {
    validFrom: cells.date("validFrom"),
    validTo: cells.date("validTo"),
    source: cells.needed("source"),
    assertedBy: cells.code("assertedBy"),
    confidence: cells.oneOf("confidence", confidences),
    note: notes.join("; ") || null,
  };
}
