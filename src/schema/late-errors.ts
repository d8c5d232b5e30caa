import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import type { Context } from "../resolvers/context.ts";

/**
 * Makes each resolver that throws answer a rejected promise instead. Where one item of a list throws at once, graphql-js
 * 16 leaves the promises of the items before it to themselves, and Node ends the process when one of those is rejected.
 */
export function withLateErrors(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve) field.resolve = late(field.resolve);
    }
  }
  return schema;
}

function late(resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> {
  return (parent, args, context, info) => {
    try {
      return resolve(parent, args, context, info);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}
