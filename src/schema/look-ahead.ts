import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  Kind,
  type SelectionNode,
  valueFromASTUntyped,
} from "graphql";
import type { OrganisationEntity } from "../model/filters.ts";
import {
  briefColumns,
  isDescribed,
  type Link,
  leadsDown,
  linkAlong,
  linkFrom,
  linkUp,
  nameOf,
} from "../resolvers/links.ts";
import type { ListAhead, ListAsked } from "../resolvers/lists-below.ts";
import { pageSizes } from "../resolvers/page.ts";
import { standingAlong } from "../resolvers/practice.ts";
import type { Along } from "../resolvers/read-ahead.ts";

/** What a query asks below a field. Resolvers take it as what will be asked for next, and answer the same without. */

/** What was found below fields: by the values of a request's variables, on which it depends, and by the field's nodes. */
const found = new WeakMap<object, WeakMap<GraphQLResolveInfo["fieldNodes"], Found>>();
interface Found {
  links?: readonly Link[];
  list?: ListAsked;
  ends?: boolean;
}

function foundBelow({ variableValues, fieldNodes }: GraphQLResolveInfo): Found {
  const inRequest = found.get(variableValues) ?? new WeakMap<GraphQLResolveInfo["fieldNodes"], Found>();
  found.set(variableValues, inRequest);
  const below = inRequest.get(fieldNodes) ?? {};
  inRequest.set(fieldNodes, below);
  return below;
}

/**
 * The links that a query follows further up below a field: a field is such a link where graph/links.ts has one of its
 * name.
 */
export function linksAhead(info: GraphQLResolveInfo): readonly Link[] {
  const below = foundBelow(info);
  below.links ??= linksAmong(getNamedType(info.returnType).name, info.fieldNodes, info);
  return below.links;
}

function linksAmong(type: string, nodes: readonly FieldNode[], info: GraphQLResolveInfo): Link[] {
  return fieldsBelow(type, nodes, info).flatMap(({ on, field }) => {
    const link = linkUp(on, field.name.value);
    return link ? [link, ...linksAmong(link.to, [field], info)] : [];
  });
}

/** What names the organisations that facts join. */
const endNames: readonly string[] = ["member", "group", "delegator", "recipient", "provider"];

/** Whether a query asks below a field of facts for the organisations that they join. */
export function asksEnds(info: GraphQLResolveInfo): boolean {
  const below = foundBelow(info);
  below.ends ??= fieldsBelow(getNamedType(info.returnType).name, info.fieldNodes, info).some(({ field }) =>
    endNames.includes(field.name.value),
  );
  return below.ends;
}

/** What a query asks of a list of an entity, beside its arguments. */
export function listAsked(info: GraphQLResolveInfo, entity: OrganisationEntity): ListAsked {
  const below = foundBelow(info);
  below.list ??= askedOf(entity, info.fieldNodes, info);
  return below.list;
}

function askedOf(
  entity: OrganisationEntity,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
): ListAsked {
  const parts = fieldsBelow(`${entity}Connection`, nodes, info).map(({ field }) => field);
  const named = (name: string) => parts.filter((part) => part.name.value === name);
  const edges = fieldsBelow(`${entity}Edge`, named("edges"), info).map(({ field }) => field);
  const rows = [...named("nodes"), ...edges.filter(({ name }) => name.value === "node")];
  const fields = fieldsBelow(entity, rows, info).map(({ field }) => field);
  return {
    brief: fields.every(({ name }) => isBrief(entity, name.value)),
    counted: parts.some(
      ({ name }) => name.value !== "nodes" && name.value !== "edges" && !isMeta(name.value),
    ),
    ahead: deepestOf(entity, fields, info),
    along: alongOf(entity, rows, info),
  };
}

/** Fields that are worked out from what bears on a practice's standing. */
const standings: readonly string[] = ["standing", "outsideReason", "orphanedSince"];

/** What a list takes along of its rows: standings, and a link where no other goes up, from them or from what it reaches. */
function alongOf(
  entity: OrganisationEntity,
  rows: readonly FieldNode[],
  info: GraphQLResolveInfo,
): readonly Along[] {
  const asksStanding =
    entity === "Practice" &&
    fieldsBelow(entity, rows, info).some(({ field }) => standings.includes(field.name.value));
  const links = new Map(linksAmong(entity, rows, info).map((link) => [nameOf(link), link]));
  const [link] = links.values();
  const linkTaken = link?.from === entity && links.size === 1;
  return [...(asksStanding ? [standingAlong] : []), ...(linkTaken ? [linkAlong(link)] : [])];
}

/** Fields that are worked out of descriptions, beside those that are named as a column of them. */
const describing: readonly string[] = ["isPathfinder", "pctsBelowMinimum"];

/** Whether brief columns are enough for a field: they hold it, or it needs no more than a code and a kind, as most do. */
function isBrief(entity: OrganisationEntity, name: string): boolean {
  const held: readonly string[] = briefColumns(entity);
  return held.includes(name) || !(isDescribed(name) || describing.includes(name));
}

const isMeta = (name: string): boolean => name === "__typename";

/** Of the lists that are asked for of each row, the one that most lists are one below the other in. */
function deepestOf(
  entity: OrganisationEntity,
  fields: readonly FieldNode[],
  info: GraphQLResolveInfo,
): ListAhead | null {
  const lists = oneByKey(fields).flatMap((nodes) => listAhead(entity, nodes, info) ?? []);
  return lists.sort((a, b) => depthOf(b) - depthOf(a))[0] ?? null;
}

/** Fields that answer under the same name are one field. */
export function oneByKey(fields: readonly FieldNode[]): FieldNode[][] {
  const byKey = new Map<string, FieldNode[]>();
  for (const field of fields) {
    const key = field.alias?.value ?? field.name.value;
    byKey.set(key, [...(byKey.get(key) ?? []), field]);
  }
  return [...byKey.values()];
}

const depthOf = ({ ahead }: ListAhead): number => 1 + (ahead ? depthOf(ahead) : 0);

/** A list that can be read with those above it: the members of one kind from the first on, in the order of codes. */
function listAhead(
  entity: OrganisationEntity,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
): ListAhead | null {
  const [field] = nodes;
  const link = field && linkFrom(entity, field.name.value);
  if (!link || !leadsDown(link)) return null;
  const { first = pageSizes.usual, ...others } = argumentsOf(field, info);
  if (Object.keys(others).length > 0) return null;
  if (typeof first !== "number" || first < 1 || first > pageSizes.most) return null;
  return { link, first, ...askedOf(link.to, nodes, info) };
}

/** The arguments that are given and not null. */
function argumentsOf(field: FieldNode, { variableValues }: GraphQLResolveInfo): Record<string, unknown> {
  const given = (field.arguments ?? []).map(({ name, value }) => [
    name.value,
    valueFromASTUntyped(value, variableValues),
  ]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null));
}

/** The fields selected below some, each with the type it is selected on: through fragments, and only what is included. */
export function fieldsBelow(
  type: string,
  nodes: readonly FieldNode[],
  info: GraphQLResolveInfo,
): { readonly on: string; readonly field: FieldNode }[] {
  const fieldsIn = (on: string, selections: readonly SelectionNode[]): ReturnType<typeof fieldsBelow> =>
    selections
      .filter((selection) => isIncluded(selection, info))
      .flatMap((selection) => {
        if (selection.kind === Kind.FIELD) return [{ on, field: selection }];
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
        const narrowed = fragment?.typeCondition?.name.value ?? on;
        return fieldsIn(narrowed, fragment?.selectionSet.selections ?? []);
      });
  return nodes.flatMap(({ selectionSet }) => fieldsIn(type, selectionSet?.selections ?? []));
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.if !== true && include?.if !== false;
}
