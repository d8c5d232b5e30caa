import { GraphQLObjectType, GraphQLSchema, isObjectType } from "graphql";
import { schema } from "../../../src/schema/schema.ts";

const { query, mutation: _curation, types, ...rest } = schema.toConfig();
if (!query) throw new Error("The schema asks nothing");
const { auditLog: _audit, caller: _caller, ...asked } = query.toConfig().fields;

/**
 * The schema without what changes the graph, what tells of changes and who asks, which curation.test.ts, audit.test.ts
 * and caller.test.ts ask for: what is left is all that a reader can ask of the graph.
 */
export const reading = new GraphQLSchema({
  ...rest,
  query: new GraphQLObjectType({ ...query.toConfig(), fields: asked }),
  types: types
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().some(({ name }) => name === "Node" || name === "Fact")),
});
