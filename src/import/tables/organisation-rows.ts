import type { Code } from "../../model/code.ts";
import { type Count, countIn, holdingCount } from "../../model/counts.ts";
import type { IsoDate } from "../../model/dates.ts";
import { isOfRegister } from "../../model/editions.ts";
import { confidences, type OrganisationKind, organisationKinds } from "../../model/kinds.ts";
import { type Description, type OrganisationRecord, undescribed } from "../../model/organisation.ts";
import { detailFields } from "../../vocabulary/derive.ts";
import type { DescriptionField } from "../../vocabulary/description.ts";
import { fault } from "../report/faults.ts";
import type { Cells } from "./cells.ts";
import { readField } from "./read-field.ts";

/** What a row says of an organisation: only what is filled; what is empty stays as the graph has it. */
export interface OrganisationOfTable {
  readonly kind: OrganisationKind;
  readonly code: Code;
  readonly said: Partial<Description> & Pick<Description, "source" | "confidence">;
}

export type DatedCount = Count & { readonly listSizeOn: IsoDate };

/** The count of patients of a day that a row states, and what it says besides: null where that is nothing. */
interface SplitRow {
  readonly count: DatedCount | null;
  readonly rest: OrganisationOfTable | null;
}

const ofCount = ["listSize", "listSizeOn", "listSizeSource", "listSizeConfidence"] as const;
const ofAnything = new Set<string>(["source", "confidence", ...ofCount]);

/**
 * A count has its own day and source, and leaves alone how a practice is described. One of no day is part of the description.
 * @param before as the graph has it: what the row leaves empty stays so
 */
export function splitRow(row: OrganisationOfTable, before: OrganisationRecord | undefined): SplitRow {
  const { listSize, listSizeOn, listSizeSource, listSizeConfidence, ...said } = row.said;
  const whole = { count: null, rest: row };
  if (row.kind !== "PRACTICE" || (listSize == null && listSizeOn == null)) return whole;
  const size = listSize ?? before?.listSize;
  const day = listSizeOn ?? before?.listSizeOn;
  const source = listSizeSource ?? said.source;
  if (size == null || day == null || isOfRegister(source)) return whole;
  const confidence = listSizeConfidence ?? said.confidence;
  const saysMore = Object.keys(said).some((name) => !ofAnything.has(name));
  return {
    count: { listSize: size, listSizeOn: day, source, confidence },
    rest: saysMore ? { ...row, said } : null,
  };
}

/** What a row of organisations says; rejects it where a cell is not what is expected there. */
export function readOrganisationRow(cells: Cells): OrganisationOfTable {
  const kind = cells.oneOf("kind", organisationKinds);
  const known = [
    ["name", cells.text("name")],
    ...detailFields.map(([name, field]) => [name, readOwn(cells, kind, name, field)]),
    ["source", cells.needed("source")],
    ["confidence", cells.oneOf("confidence", confidences)],
    ["note", cells.note()],
  ];
  const said = Object.fromEntries(known.filter(([, value]) => value !== null));
  return {
    kind,
    code: cells.neededCode("code"),
    said: said as OrganisationOfTable["said"],
  };
}

/** A filled cell that this kind of organisation does not have is a mistake, and would never be answered. */
function readOwn(cells: Cells, kind: OrganisationKind, name: string, field: DescriptionField): unknown {
  if (field.of === undefined || field.of.includes(kind)) return readField(cells, name, field);
  // What is the same for all rows is meant for those that have it.
  if (!cells.isConstant(name) && cells.text(name) !== null) {
    const expected = `it empty, since only a ${field.of.join(" or ")} has it`;
    fault(cells.label(name), `a ${kind} has no ${name}: expected ${expected}`);
  }
  return null;
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
  const stated = { ...undescribed, ...before, ...said, kind, code, name };
  const counts = ofCount.some((field) => field in said);
  const after = before && !counts ? holdingCount(stated, countIn(before)) : stated;
  if (after.opened !== null && after.closed !== null && after.closed < after.opened) {
    fault(cells.label("closed"), `${after.closed} lies before it opened: expected ${after.opened} or later`);
  }
  return after;
}
