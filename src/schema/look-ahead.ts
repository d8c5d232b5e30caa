import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  Kind,
  type SelectionNode,
} from "graphql";
import { type Link, linkUp } from "../resolvers/links.ts";

/** What a query asks below a field. Resolvers take it as what will be asked for next, and answer the same without. */

/** What was found below fields: by the values of a request's variables, on which it depends, and by the field's nodes. */
const found = new WeakMap<object, WeakMap<GraphQLResolveInfo["fieldNodes"], readonly Link[]>>();

/** A row of a list with its cursor, and of what kind it is. */
const edgeOf = /^(\w+)Edge$/;

/**
 * The links that a query follows further up below a field, or below the rows of a list: a field is such a link where
 * model/links.ts has one of its name.
 */
export function linksAhead(info: GraphQLResolveInfo): readonly Link[] {
  const { variableValues, fieldNodes, returnType } = info;
  const inRequest = found.get(variableValues) ?? new WeakMap<typeof fieldNodes, readonly Link[]>();
  found.set(variableValues, inRequest);
  const links = inRequest.get(fieldNodes) ?? linksAmong(getNamedType(returnType).name, fieldNodes, info);
  inRequest.set(fieldNodes, links);
  return links;
}

function linksAmong(type: string, nodes: readonly FieldNode[], info: GraphQLResolveInfo): Link[] {
  return fieldsBelow(type, nodes, info).flatMap(({ on, field }) => {
    const name = field.name.value;
    const ofEdge = name === "node" ? edgeOf.exec(on)?.[1] : undefined;
    if (ofEdge) return linksAmong(ofEdge, [field], info);
    const link = linkUp(on, name);
    return link ? [link, ...linksAmong(link.to, [field], info)] : [];
  });
}

/** The fields selected below some, each with the type it is selected on: through fragments, and only what is included. */
function fieldsBelow(
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
