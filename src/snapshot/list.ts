import { eachInSteps, type Work } from "../graph/work.ts";
import type { Fact } from "../model/facts.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { tallied } from "../model/rests-on.ts";
import { type ListPlan, type ListRow, noTotals } from "../query/plan.ts";
import {
  candidatesOf,
  delegations,
  existing,
  type OrganisationRow,
  pageByCode,
  type Row,
  sortValuesOf,
} from "./candidates.ts";
import { pageAmong, type Sorted } from "./page.ts";
import { patientsOf } from "./patients.ts";
import type { Thing } from "./predicates.ts";
import type { Edge, Place } from "./snapshot.ts";
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
export function* listDelegations(view: View, plan: ListPlan<"Delegation">): Work<ListRow<Fact>[]> {
  const rows = yield* delegations(view, plan.condition);
  const list = yield* listAmong(view, plan, rows);
  return plan.parents.map((parent) => ({ parent, ...list }));
}

type List<Listed> = Omit<ListRow<Listed>, "parent">;

const inOrderOfCodes = (rows: readonly Row<Place, OrganisationRecord>[]): List<OrganisationRecord> => ({
  page: rows.map(({ shown }) => shown),
  keysOf: (index) => [rows[index]?.thing.code],
  ...noTotals,
});

function* listAmong<T extends Place | Edge, Listed extends OrganisationRecord | Fact>(
  view: View,
  { entity, page, totals, order }: ListPlan,
  rows: readonly Row<T, Listed>[],
): Work<List<Listed>> {
  const keyed: Sorted<Row<T, Listed>>[] = [];
  if (page)
    yield* eachInSteps(rows, (row) => keyed.push({ row, keys: sortValuesOf(view, entity, order, row) }));
  const shown = page ? yield* pageAmong(keyed, order, page) : [];
  return {
    page: shown.map(({ row }) => row.shown),
    keysOf: (index) => shown[index]?.keys ?? [],
    ...(totals ? totalsOf(rows, entity === "Practice") : noTotals),
  };
}

const totalsOf = (rows: readonly Row<Thing, OrganisationRecord | Fact>[], arePractices: boolean) => ({
  total: rows.length,
  patients: arePractices ? patientsOf(rows as readonly OrganisationRow[]) : 0,
  tally: tallied(rows.map(({ shown }) => shown.confidence)),
});
