import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isObjectType,
} from "graphql";
import { kindNames, organisationKinds } from "../model/kinds.ts";
import type { Context } from "../resolvers/context.ts";
import type { Unread } from "../resolvers/organisation.ts";
import { fieldsBelow, oneByKey } from "./look-ahead.ts";

/**
 * Asks what a query selects of an organisation while the organisation itself is being read: most of it needs no more than
 * a code. What is found waits in the request's loaders, for the resolvers that ask the same again; a field that needs more
 * is asked later. Only where the query says of what kind the organisation has to be.
 */
export function askAhead(info: GraphQLResolveInfo, context: Context, organisation: Unread): void {
  const selected = fieldsBelow(getNamedType(info.returnType).name, info.fieldNodes, info);
  const types = new Set(selected.map(({ on }) => info.schema.getType(on)).filter(isObjectType));
  const [type] = types;
  if (!type || types.size > 1) return;
  const kind = organisationKinds.find((each) => kindNames[each] === type.name);
  const fields = selected.map(({ field }) => field);
  askFields(type, fields, knownSoFar({ ...organisation, kind }), context, info);
}

/** An organisation of which no more is known than this: to ask for more is an error. */
function knownSoFar(known: object): object {
  return new Proxy(known, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name);
      throw new Error(`${String(name)} is not known yet`);
    },
  });
}

function askFields(
  type: GraphQLObjectType,
  fields: readonly FieldNode[],
  parent: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): void {
  // What is wrong with a field, its own resolver will say.
  for (const nodes of oneByKey(fields)) ask(type, nodes, parent, context, info).catch(() => undefined);
}

async function ask(
  parentType: GraphQLObjectType,
  fieldNodes: readonly FieldNode[],
  parent: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<void> {
  const [node] = fieldNodes;
  const field = node && parentType.getFields()[node.name.value];
  if (!node || !field?.resolve) return;
  const { name: fieldName, type: returnType } = field;
  const fieldInfo = { ...info, fieldName, fieldNodes, returnType, parentType };
  const args = getArgumentValues(field, node, info.variableValues);
  const answer = await field.resolve(parent, args, context, fieldInfo);
  const type = getNamedType(returnType);
  // A connection reads nothing before its rows or totals are asked for.
  if (!isObjectType(type) || !type.name.endsWith("Connection")) return;
  const below = fieldsBelow(type.name, fieldNodes, info).map(({ field }) => field);
  askFields(type, below, answer, context, fieldInfo);
}
