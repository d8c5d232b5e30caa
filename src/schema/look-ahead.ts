import {
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  Kind,
  type SelectionNode,
} from "graphql";
import type { OrganisationEntity } from "../model/filters.ts";
import { briefColumns, type Link, linkFrom, linkUp } from "../resolvers/links.ts";

/** By the nodes of a field, which graphql-js makes once a request and gives to each of its parents. */
const found = new WeakMap<GraphQLResolveInfo["fieldNodes"], readonly Link[]>();

/**
 * The links that a query follows further up below a field: a field is such a link where graph/links.ts has one of its
 * name. Resolvers take them as what will be asked for next, and answer the same without.
 */
export function linksAhead(info: GraphQLResolveInfo): readonly Link[] {
  const before = found.get(info.fieldNodes);
  if (before) return before;
  const selections = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const links = linksAmong(getNamedType(info.returnType).name, selections, info);
  found.set(info.fieldNodes, links);
  return links;
}

function linksAmong(type: string, selections: readonly SelectionNode[], info: GraphQLResolveInfo): Link[] {
  return selections
    .filter((selection) => isIncluded(selection, info))
    .flatMap((selection) => {
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
        const narrowed = fragment?.typeCondition?.name.value ?? type;
        return linksAmong(narrowed, fragment?.selectionSet.selections ?? [], info);
      }
      const link = linkUp(type, selection.name.value);
      return link ? [link, ...linksAmong(link.to, selection.selectionSet?.selections ?? [], info)] : [];
    });
}

/** By the nodes of a field that answers a list. */
const brief = new WeakMap<GraphQLResolveInfo["fieldNodes"], boolean>();
/** What leads from a connection to what it lists. */
const wrappers: readonly string[] = ["nodes", "edges", "node"];

/**
 * Whether a query selects of the organisations of a list no more than brief columns hold: those, and links, which start
 * from a code.
 */
export function asksBriefly(info: GraphQLResolveInfo, entity: OrganisationEntity): boolean {
  const before = brief.get(info.fieldNodes);
  if (before !== undefined) return before;
  const held: readonly string[] = [...briefColumns(entity), "code", "__typename"];
  const suffices = (selections: readonly SelectionNode[], listed: boolean): boolean =>
    selections.every((selection) => {
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
        return suffices(fragment?.selectionSet.selections ?? [], listed);
      }
      const name = selection.name.value;
      if (listed) return held.includes(name) || linkFrom(entity, name) !== null;
      if (!wrappers.includes(name)) return true;
      return suffices(selection.selectionSet?.selections ?? [], name !== "edges");
    });
  const answer = info.fieldNodes.every(({ selectionSet }) => suffices(selectionSet?.selections ?? [], false));
  brief.set(info.fieldNodes, answer);
  return answer;
}

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.if !== true && include?.if !== false;
}
