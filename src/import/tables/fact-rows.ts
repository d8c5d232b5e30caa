import { type Claimed, type FactKind, factKinds, type NewFact } from "../../model/facts.ts";
import { confidences } from "../../model/kinds.ts";
import { payloadFieldsOf } from "../../vocabulary/derive.ts";
import { datedKinds, isOfOne } from "../../vocabulary/fact.ts";
import { fault } from "../report/faults.ts";
import type { Cells } from "./cells.ts";
import { columns, payloadColumns } from "./columns.ts";
import { readField } from "./read-field.ts";

/** What a row of facts says; rejects it where a cell is not what its kind of fact has there. */
export function readFactRow(cells: Cells): NewFact {
  const kind = cells.oneOf("kind", factKinds);
  refuseOthers(kind, cells);
  const ends = { from: cells.neededCode("from"), ...(isOfOne(kind) ? {} : { to: cells.neededCode("to") }) };
  const payload = payloadFieldsOf(kind).map(([name, field]) => [name, readField(cells, name, field)]);
  return { kind, ...ends, ...Object.fromEntries(payload), ...claimOf(kind, cells) } as NewFact;
}

const everyFact = [
  "kind",
  "from",
  "validFrom",
  "validTo",
  "assertedBy",
  "assertedByName",
  "source",
  "confidence",
  "note",
];
const ofSource = ["sourceTitle", "publisher", "published", "url", "licence"];

/** A filled cell in a column of another kind of fact is a mistake, and would be lost. */
function refuseOthers(kind: FactKind, cells: Cells): void {
  const { required, optional } = payloadColumns[kind];
  const own = new Set<string>([...everyFact, ...ofSource, ...required, ...optional]);
  for (const column of Object.keys(columns.facts)) {
    if (own.has(column) || cells.text(column) === null) continue;
    fault(
      cells.label(column),
      `a ${kind} has no ${column}: expected it empty, and only ${[...required, ...optional].join(", ")} filled`,
    );
  }
}

function claimOf(kind: FactKind, cells: Cells): Claimed {
  if (datedKinds.includes(kind)) cells.needed("validFrom");
  return {
    validFrom: cells.date("validFrom"),
    validTo: cells.date("validTo"),
    source: cells.needed("source"),
    assertedBy: cells.code("assertedBy"),
    assertedByName: cells.text("assertedByName"),
    confidence: cells.oneOf("confidence", confidences),
    note: cells.note(),
  };
}
