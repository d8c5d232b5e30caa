import { openEnd, unknownStart } from "../../model/dates.ts";
import { type EntityName, filterEntities } from "../../model/filters.ts";
import { computedFields } from "../../vocabulary/computed.ts";
import type { ComputedField, CypherParts } from "../../vocabulary/computed-field.ts";
import { describedAs, exists, live } from "../statements/clocks.ts";
import { moreTrusted, rankIn } from "../statements/trust.ts";
import { chain } from "./chain.ts";

/**
 * The Cypher of every field of the filter vocabulary, given the variables that hold the thing and its description: as it
 * is stored, or as src/vocabulary/computed.ts has it.
 */
const parts: CypherParts = { live, exists, describedAs, moreTrusted, rankIn, chain };

const computedOf = (entity: EntityName, field: string): ComputedField | undefined =>
  entity in computedFields ? computedFields[entity as keyof typeof computedFields]?.[field] : undefined;

/** What tests the value of a field whose value is that of one of several claims. */
export function claimTestOf(entity: EntityName, field: string) {
  const computed = computedOf(entity, field);
  if (!computed || !("passes" in computed) || !computed.passes) return undefined;
  const { passes } = computed;
  return (variable: string, test: (value: string) => string) => passes(parts, variable, test);
}

const withoutDescription = new Set<EntityName>(["Membership", "Delegation", "Support", "Source"]);
const sentinels: Record<string, string> = {
  opened: unknownStart,
  closed: openEnd,
  validFrom: unknownStart,
  validTo: openEnd,
};

/** Whether a field is read from the description of an organisation, which may have been another at `knownAt`. */
export function isDescribed(entity: EntityName, field: string): boolean {
  if (withoutDescription.has(entity) || field === "code" || field === "kind") return false;
  const computed = computedOf(entity, field);
  return computed === undefined || "ofDescription" in computed;
}

/** Whether a field is worked out from what an organisation is joined to, which costs more than to read it. */
export function isCounted(entity: EntityName, field: string): boolean {
  const computed = computedOf(entity, field);
  return computed !== undefined && "rule" in computed;
}

/**
 * The Cypher of one field: missing values are null, whatever stands for them in the graph.
 * @param description the variable that holds the description, where the field is read from it
 */
export function expressionOf(
  entity: EntityName,
  field: string,
  variable: string,
  description = variable,
): string {
  const computed = computedOf(entity, field);
  if (computed) return computed.cypher(parts, variable, description);
  const property = `${isDescribed(entity, field) ? description : variable}.${field}`;
  const sentinel = sentinels[field];
  return sentinel ? `CASE WHEN ${property} = "${sentinel}" THEN null ELSE ${property} END` : property;
}

/** The Cypher of one field as a sort value: a truth as 0 or 1, because the embedded engine does not compare truths by `<`. */
export function sortValueOf(
  entity: EntityName,
  field: string,
  variable: string,
  description: string,
): string {
  const expression = expressionOf(entity, field, variable, description);
  const isTruth = filterEntities[entity].fields[field]?.type === "boolean";
  return isTruth ? `CASE WHEN ${expression} THEN 1 ELSE 0 END` : expression;
}
