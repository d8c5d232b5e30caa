import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
} from "graphql";
import type { Context } from "../resolvers/context.ts";

/**
 * Has every list of objects walked at the pace of its request, because graphql-js shapes a list with all that is below
 * it in one piece.
 */
export function withPacedLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    // What GraphQL says of itself is answered without our context.
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve && listsObjects(field.type)) field.resolve = paced(field.resolve);
    }
  }
  return schema;
}

function listsObjects(type: GraphQLOutputType): boolean {
  const list = getNullableType(type);
  return isListType(list) && isCompositeType(getNullableType(list.ofType));
}

type List = Iterable<unknown> | null | undefined;

function paced(resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> {
  return (parent, args, context, info) => {
    const walked = (list: List) => list && context.pace.items(list);
    const list = resolve(parent, args, context, info) as List | Promise<List>;
    return list instanceof Promise ? list.then(walked) : walked(list);
  };
}
