import type { Statement } from "../graph/graph.ts";
import { confidences } from "../model/kinds.ts";
import type { Condition } from "../query/condition.ts";
import type { Plan } from "../query/plan.ts";
import { computedFields } from "../vocabulary/computed.ts";

/** Whether an answer rests on something made up, or may: of a graph that holds nothing made up, none does. */
export interface MadeUp {
  found: boolean;
}

/** What says nothing of England, made up or not. */
const ofTheGraph = new Set(["dataset", "sources", "sources by code"]);

/** Looks at what a statement answered. Rows that do not say what they rest on, such as truths and codes, may rest on it. */
export function noteRows(
  madeUp: MadeUp,
  { name }: Pick<Statement<object, unknown>, "name">,
  rows: readonly unknown[],
) {
  if (madeUp.found || ofTheGraph.has(name)) return;
  madeUp.found = rows.some((row) => (confidenceIn(row, deepest) ?? true) === true);
}

/** The same of a plan: whether a condition about links and what is worked out of them holds may be made up too. */
export function notePlan(madeUp: MadeUp, plan: Plan, rows: readonly unknown[]): void {
  madeUp.found ||= "condition" in plan.of && looksAtOthers(plan.of.condition);
  // A list of nothing rests on nothing: its row is there all the same.
  noteRows(madeUp, plan, rows);
}

/** How deep rows hold what they say: a fact of a claim of an organisation that a link reaches. */
const deepest = 4;
const synthetic = confidences.indexOf("SYNTHETIC");

/** Whether anything in a row is made up; undefined where nothing in it says how far it can be trusted. */
function confidenceIn(value: unknown, depth: number): boolean | undefined {
  if (typeof value !== "object" || value === null || depth === 0) return undefined;
  const { confidence, tally } = value as { readonly confidence?: unknown; readonly tally?: unknown };
  if (confidence === "SYNTHETIC") return true;
  if (Array.isArray(tally) && tally[synthetic] > 0) return true;
  let said: boolean | undefined = confidence !== undefined || tally !== undefined ? false : undefined;
  // Rows have many columns of which few hold more: a list of their values would cost more than the look at them.
  for (const name in value) {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof part !== "object" || part === null) continue;
    const inside = confidenceIn(part, depth - 1);
    if (inside) return true;
    said ??= inside;
  }
  return said;
}

function looksAtOthers(condition: Condition): boolean {
  switch (condition.kind) {
    case "field":
      return isWorkedOut(condition);
    case "link":
      return true;
    case "not":
      return looksAtOthers(condition.of);
    case "all":
    case "any":
      return condition.of.some(looksAtOthers);
    default:
      return condition satisfies never;
  }
}

const isWorkedOut = ({ entity, field }: { readonly entity: string; readonly field: string }): boolean =>
  field in ((computedFields as Readonly<Record<string, object>>)[entity] ?? {});
