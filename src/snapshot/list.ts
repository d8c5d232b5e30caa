import { eachInSteps, type Work } from "../graph/work.ts";
import type { Fact } from "../model/facts.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { tallied, trustWithCount } from "../model/rests-on.ts";
import { type ListPlan, type ListRow, noTotals } from "../query/plan.ts";
import {
  candidatesOf,
  existing,
  fittingDelegations,
  type OrganisationRow,
  pageByCode,
  type SelectedRow,
  sortValuesOf,
} from "./candidates.ts";
import { pageAmong, type Sorted } from "./page.ts";
import { patientSumOf } from "./patients.ts";
import type { Element } from "./predicates.ts";
import type { Edge, Node } from "./snapshot.ts";
import type { View } from "./view.ts";

/** Lists of organisations, a row a parent. */
export function* listOrganisations(
  view: View,
  plan: ListPlan<OrganisationEntity>,
): Work<ListRow<OrganisationRecord>[]> {
  const { entity, page, totals, order, parents } = plan;
  const candidates = candidatesOf(view, entity, plan);
  const inOrder = page && !totals && order.length === 1 ? page : undefined;
  const found: ListRow<OrganisationRecord>[] = [];
  for (const parent of parents) {
    const among = yield* candidates(parent);
    const list = inOrder
      ? inOrderOfCodes(yield* pageByCode(view, among, inOrder))
      : yield* listAmong(view, plan, yield* existing(view, among));
    found.push({ parent, ...list });
  }
  return found;
}

/** The list of all delegations. */
export function* delegationRows(view: View, plan: ListPlan<"Delegation">): Work<ListRow<Fact>[]> {
  const rows = yield* fittingDelegations(view, plan.condition);
  const list = yield* listAmong(view, plan, rows);
  return plan.parents.map((parent) => ({ parent, ...list }));
}

type List<Listed> = Omit<ListRow<Listed>, "parent">;

const inOrderOfCodes = (
  rows: readonly SelectedRow<Node, OrganisationRecord>[],
): List<OrganisationRecord> => ({
  page: rows.map(({ shown }) => shown),
  keysOf: (index) => [rows[index]?.element.code],
  ...noTotals,
});

function* listAmong<T extends Node | Edge, Listed extends OrganisationRecord | Fact>(
  view: View,
  { entity, page, totals, order }: ListPlan,
  rows: readonly SelectedRow<T, Listed>[],
): Work<List<Listed>> {
  const keyed: Sorted<SelectedRow<T, Listed>>[] = [];
  if (page)
    yield* eachInSteps(rows, (row) => keyed.push({ row, keys: sortValuesOf(view, entity, order, row) }));
  const shown = page ? yield* pageAmong(keyed, order, page) : [];
  return {
    page: shown.map(({ row }) => row.shown),
    keysOf: (index) => shown[index]?.keys ?? [],
    ...(totals ? totalsOf(rows, entity === "Practice") : noTotals),
  };
}

const totalsOf = (
  rows: readonly SelectedRow<Element, OrganisationRecord | Fact>[],
  arePractices: boolean,
) => ({
  total: rows.length,
  patients: arePractices ? patientSumOf(rows as readonly OrganisationRow[]) : 0,
  tally: tallied(
    arePractices
      ? (rows as readonly OrganisationRow[]).map(({ shown }) => trustWithCount(shown))
      : rows.map(({ shown }) => shown.confidence),
  ),
});
