import { endsOf, matterProperties, nameOf } from "../../model/curation.ts";
import type { FactKind } from "../../model/facts.ts";

/** The fields that every fact takes beside its own. */
const claimFields = ["validFrom", "validTo", "assertedBy", "confidence", "note"] as const;

/** The fields of a kind of fact, as in the API: the columns of a file, and with hyphens the options. */
export const fieldsOf = (kind: FactKind): readonly string[] => [
  ...[...endsOf(kind), ...matterProperties[kind]].map((property) => nameOf(kind, property)),
  ...claimFields,
];

const numbers = new Set(["amountGbp", "shareOfBudget", "valueGbp"]);

/** A fact from texts: numbers as numbers where they are some, several services as a list; absent where empty. */
export function factOf(texts: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined && text !== "");
  return Object.fromEntries(given.map(([field, text = ""]) => [field, read(field, text)]));
}

function read(field: string, text: string): unknown {
  if (field === "services") return text.split(";").map((service) => service.trim());
  // A text that is no number is left to the API to refuse in its words.
  return numbers.has(field) && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
