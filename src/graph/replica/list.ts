import type { Code } from "../../model/code.ts";
import type { OrderKey } from "../../model/filters.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { ListRequest } from "../statements/list-request.ts";
import { pageByCode, type Row, rowsOf, sortValuesOf } from "./lists.ts";
import { pageAmong } from "./page.ts";
import type { View } from "./view.ts";

/** A list of one parent: what is shown on its page, and its totals. */
interface Found {
  readonly parent: Code;
  readonly page: readonly object[];
  readonly keysOf: (index: number) => readonly unknown[];
  readonly total: number;
  readonly patients: number;
}

/** What `listStatement` answers, out of a replica. @param order with what decides between equals */
export function listFromReplica(
  view: View,
  request: ListRequest,
  order: readonly OrderKey[],
  parents: readonly Code[],
): Found[] {
  return parents.map((parent) => ({ parent, ...listOf(view, request, order, parent) }));
}

function listOf(
  view: View,
  request: ListRequest,
  order: readonly OrderKey[],
  parent: Code,
): Omit<Found, "parent"> {
  const { entity, page, totals } = request;
  const noTotals = { total: 0, patients: 0 };
  if (page && !totals && order.length === 1 && entity !== "Delegation") {
    const rows = pageByCode(view, entity, request, parent, page);
    return {
      page: rows.map(({ shown }) => shown),
      keysOf: (index) => [rows[index]?.thing.code],
      ...noTotals,
    };
  }
  const rows = rowsOf(view, request, parent);
  const keyed = page ? rows.map((row) => ({ row, keys: sortValuesOf(view, entity, order, row) })) : [];
  const shown = page ? pageAmong(keyed, order, page) : [];
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
export const patientsOf = (rows: readonly Row[]): number =>
  rows.reduce((total, { shown }) => total + ((shown as OrganisationRecord).listSize ?? 0), 0);
