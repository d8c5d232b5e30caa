import { type CsvCell, type CsvColumns, csvOf } from "../../parts/csv.ts";
import { isFoundOrganisation } from "./cells.tsx";
import { type ColumnPath, type FoundRow, valuesAt } from "./columns.ts";

/** The list as a file: its columns by the API's own names, an organisation by its code and by its name. */
export function findCsv(columns: readonly ColumnPath[], rows: readonly FoundRow[]): string {
  return csvOf(fileColumns(columns, rows), rows);
}

export function fileColumns(columns: readonly ColumnPath[], rows: readonly FoundRow[]): CsvColumns<FoundRow> {
  return Object.fromEntries(columns.flatMap((path) => columnsOf(path, rows)));
}

function columnsOf(
  path: ColumnPath,
  rows: readonly FoundRow[],
): readonly (readonly [string, CsvColumns<FoundRow>[string]])[] {
  const name = path.join(".");
  const isOrganisation = rows.some((row) => valuesAt(row, path).some(isFoundOrganisation));
  if (!isOrganisation) return [[name, (row) => joined(valuesAt(row, path))]];
  const of = (key: "code" | "name") => (row: FoundRow) =>
    joined(valuesAt(row, path).map((value) => (isFoundOrganisation(value) ? value[key] : value)));
  return [
    [`${name}.code`, of("code")],
    [`${name}.name`, of("name")],
  ];
}

function joined(values: readonly unknown[]): CsvCell {
  const known = values.filter((value) => value !== null && value !== undefined);
  const [first] = known;
  if (known.length === 1 && typeof first === "number") return first;
  return known.length === 0 ? null : known.map(String).join("; ");
}
