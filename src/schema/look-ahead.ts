import {
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  Kind,
  type SelectionNode,
} from "graphql";
import { type Link, linkUp } from "../resolvers/links.ts";

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

function isIncluded(selection: SelectionNode, { variableValues }: GraphQLResolveInfo): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variableValues);
  return skip?.if !== true && include?.if !== false;
}
