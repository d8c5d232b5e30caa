import { readClocks, type ShownClocks } from "../../app/clocks.ts";
import type { ColumnPath } from "./columns.ts";
import { type Condition, conditionText, readCondition } from "./conditions.ts";

/** What the address says of the list. */
export interface FindChoice extends ShownClocks {
  /** Name of the list in the API: practices where absent. */
  readonly kind: string;
  readonly conditions: readonly Condition[];
  /** Null where none are chosen: then the list has its own. */
  readonly columns: readonly ColumnPath[] | null;
  readonly sort: string | null;
  readonly direction: "ASC" | "DESC";
}

export function readFindChoice(search: string): FindChoice {
  const parameters = new URLSearchParams(search);
  const columns = parameters.get("columns");
  return {
    ...readClocks(search),
    kind: parameters.get("kind") ?? "practices",
    conditions: parameters.getAll("if").map(readCondition),
    columns: columns === null ? null : columns.split(",").map((path) => path.split(".").filter(Boolean)),
    sort: parameters.get("sort"),
    direction: parameters.get("direction") === "DESC" ? "DESC" : "ASC",
  };
}

/** The address's parameters with other conditions. */
export function withConditions(search: string, conditions: readonly Condition[]): string {
  const parameters = new URLSearchParams(search);
  parameters.delete("if");
  for (const condition of conditions) parameters.append("if", conditionText(condition));
  return String(parameters);
}

/** The parameters for another list: conditions and columns of one do not fit another. */
export function withKind(search: string, kind: string): string {
  const parameters = new URLSearchParams(search);
  for (const name of ["if", "columns", "sort", "direction"]) parameters.delete(name);
  parameters.set("kind", kind);
  return String(parameters);
}

export const columnsText = (columns: readonly ColumnPath[]): string =>
  columns.map((path) => path.join(".")).join(",");
