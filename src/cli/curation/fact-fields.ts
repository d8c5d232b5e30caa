import { apiNameOf, endsOf } from "../../model/curation.ts";
import { type FactKind, factKinds } from "../../model/facts.ts";
import { payloadFieldsAmong, payloadFieldsOf } from "../../vocabulary/derive.ts";

/** The fields that every fact takes beside its own. */
const claimFields = ["validFrom", "validTo", "assertedBy", "assertedByName", "confidence", "note"] as const;

/** The fields of a kind of fact, as in the API: the columns of a file, and with hyphens the options. */
export const fieldsOf = (kind: FactKind): readonly string[] => [
  ...[...endsOf(kind), ...payloadFieldsOf(kind).map(([name]) => name)].map((property) =>
    apiNameOf(kind, property),
  ),
  ...claimFields,
];

const named = (...types: readonly string[]): ReadonlySet<string> =>
  new Set(
    payloadFieldsAmong(factKinds)
      .filter(({ field: { type } }) => typeof type === "string" && types.includes(type))
      .map(({ name }) => name),
  );
const numbers = named("pounds", "share", "count");
const lists = named("texts");

/** A fact from texts: numbers as numbers where they are some, several texts as a list; absent where empty. */
export function factFromTexts(texts: Readonly<Record<string, string | undefined>>): Record<string, unknown> {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined && text !== "");
  return Object.fromEntries(given.map(([field, text = ""]) => [field, read(field, text)]));
}

function read(field: string, text: string): unknown {
  if (lists.has(field)) return text.split(";").map((part) => part.trim());
  // A text that is no number is left to the API to refuse in its words.
  return numbers.has(field) && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
