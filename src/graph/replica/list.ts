import type { Code } from "../../model/code.ts";
import type { OrderKey } from "../../model/filters.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { type ListRequest, noTotals } from "../statements/list-request.ts";
import { patientsAmong } from "../statements/patients.ts";
import { eachInSteps, type Work } from "../work.ts";
import { candidatesOf, delegations, existing, pageByCode, type Row, sortValuesOf } from "./lists.ts";
import { pageAmong, type Sorted } from "./page.ts";
import type { Place } from "./replica.ts";
import type { View } from "./view.ts";

/** A list of one parent: what is shown on its page, and its totals. */
interface Found {
  readonly parent: Code;
  readonly page: readonly object[];
  readonly keysOf: (index: number) => readonly unknown[];
  readonly total: number;
  readonly patients: number | null;
}

/** What `listStatement` answers, out of a replica. @param order with what decides between equals */
export function* listFromReplica(
  view: View,
  request: ListRequest,
  order: readonly OrderKey[],
  parents: readonly Code[],
): Work<readonly Found[]> {
  const { entity, page, totals, where } = request;
  const candidates = entity === "Delegation" ? null : candidatesOf(view, entity, request);
  const found: Found[] = [];
  for (const parent of parents) {
    if (candidates && page && !totals && order.length === 1) {
      found.push({ parent, ...inOrderOfCodes(yield* pageByCode(view, yield* candidates(parent), page)) });
      continue;
    }
    const rows = candidates
      ? yield* existing(view, yield* candidates(parent))
      : yield* delegations(view, where);
    found.push({ parent, ...(yield* listAmong(view, request, order, rows)) });
  }
  return found;
}

type List = Omit<Found, "parent">;

const inOrderOfCodes = (rows: readonly Row<Place>[]): List => ({
  page: rows.map(({ shown }) => shown),
  keysOf: (index) => [rows[index]?.thing.code],
  ...noTotals,
});

function* listAmong(
  view: View,
  { entity, page, totals }: ListRequest,
  order: readonly OrderKey[],
  rows: readonly Row[],
): Work<List> {
  const keyed: Sorted<Row>[] = [];
  if (page)
    yield* eachInSteps(rows, (row) => keyed.push({ row, keys: sortValuesOf(view, entity, order, row) }));
  const shown = page ? yield* pageAmong(keyed, order, page) : [];
  return {
    page: shown.map(({ row }) => row.shown),
    keysOf: (index) => shown[index]?.keys ?? [],
    ...(totals ? totalsOf(rows, entity === "Practice") : noTotals),
  };
}

const totalsOf = (rows: readonly Row[], arePractices: boolean) => ({
  total: rows.length,
  patients: arePractices ? patientsOf(rows) : 0,
});

/** Registered patients of rows that are practices. */
export const patientsOf = (rows: readonly Row[]): number | null =>
  patientsAmong(rows.map(({ shown }) => (shown as OrganisationRecord).listSize ?? null));
