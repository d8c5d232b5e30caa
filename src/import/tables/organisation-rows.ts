import type { Code } from "../../model/code.ts";
import { confidences, type OrganisationKind, organisationKinds } from "../../model/kinds.ts";
import { type Description, type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { detailFields } from "../../vocabulary/derive.ts";
import { fault } from "../report/faults.ts";
import type { Cells } from "./cells.ts";
import { readField } from "./read-field.ts";

/** What a row says of an organisation: only what is filled; what is empty stays as the graph has it. */
export interface OrganisationOfTable {
  readonly kind: OrganisationKind;
  readonly code: Code;
  readonly said: Partial<Description> & Pick<Description, "source" | "confidence">;
}

/** What a row of organisations says; rejects it where a cell is not what is expected there. */
export function readOrganisationRow(cells: Cells): OrganisationOfTable {
  const notes = [cells.text("note"), cells.partialDates()].filter((note) => note !== null);
  const known = [
    ["name", cells.text("name")],
    ...detailFields.map(([name, field]) => [name, readField(cells, name, field)]),
    ["source", cells.needed("source")],
    ["confidence", cells.oneOf("confidence", confidences)],
    ["note", notes.join("; ") || null],
  ];
  const said = Object.fromEntries(known.filter(([, value]) => value !== null));
  return {
    kind: cells.oneOf("kind", organisationKinds),
    code: cells.neededCode("code"),
    said: said as OrganisationOfTable["said"],
  };
}

/**
 * The organisation as it is after the row.
 * @param before as the graph has it; undefined for one that is new
 */
export function describedByRow(
  row: OrganisationOfTable,
  before: OrganisationRecord | undefined,
  cells: Cells,
): OrganisationRecord {
  const { kind, code, said } = row;
  if (before !== undefined && before.kind !== kind) {
    fault(cells.label("kind"), `${code} is a ${before.kind} in the graph: expected that, not ${kind}`);
  }
  const name = said.name ?? before?.name ?? cells.needed("name");
  const after = { ...undescribed, ...before, ...said, kind, code, name };
  if (after.opened !== null && after.closed !== null && after.closed < after.opened) {
    fault(cells.label("closed"), `${after.closed} lies before it opened: expected ${after.opened} or later`);
  }
  return after;
}
