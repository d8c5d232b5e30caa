import type { FieldType, StoredField } from "../../vocabulary/field.ts";
import { fault } from "../report/faults.ts";
import type { Cells } from "./cells.ts";

/** How a cell of each type is read: null where it is empty. */
const readers: Readonly<Record<Extract<FieldType, string>, (cells: Cells, column: string) => unknown>> = {
  code: (cells, column) => cells.code(column),
  count: (cells, column) => cells.whole(column),
  day: (cells, column) => cells.date(column),
  financialYear: (cells, column) => cells.financialYear(column),
  flag: (cells, column) => cells.truth(column),
  // Recorded by the graph itself, and in no table.
  instant: () => null,
  name: (cells, column) => cells.text(column),
  pounds: (cells, column) => cells.amount(column),
  share: (cells, column) => cells.share(column),
  text: (cells, column) => cells.text(column),
  texts: (cells, column) => cells.list(column),
};

/** What a cell says of a field; rejects the row where it is not what is expected there. */
export function readField(cells: Cells, column: string, { type, needed }: StoredField): unknown {
  if (typeof type !== "string")
    return needed || cells.text(column) !== null ? cells.oneOf(column, type) : null;
  const value = readers[type](cells, column);
  if (value !== null || !needed) return value;
  return type === "pounds"
    ? fault(cells.label(column), "it is empty: expected pounds")
    : cells.needed(column);
}
