import type { OrganisationEntity } from "../model/filters.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { computedFields } from "../vocabulary/computed.ts";
import type { Value } from "../vocabulary/computed-field.ts";
import type { Node } from "./snapshot.ts";
import type { View } from "./view.ts";

/** A field of an organisation; undefined where it is read from a description and there is none. */
export function fieldValueOf(
  view: View,
  entity: OrganisationEntity,
  node: Node,
  described: OrganisationRecord | undefined,
  field: string,
): Value | undefined {
  if (field === "code" || field === "kind") return node[field];
  const computed = computedFields[entity]?.[field];
  if (computed && "rule" in computed) return computed.rule(view, node);
  if (!described) return undefined;
  if (computed) return computed.ofDescription(described, view.asOf);
  return (described as never)[field] ?? null;
}
