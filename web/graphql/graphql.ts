import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./graphql-env.d.ts";

/** Turns the text of a query into a document typed from schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { Date: string; DateTime: string; FinancialYear: string };
}>();

export type { ResultOf, VariablesOf } from "gql.tada";
