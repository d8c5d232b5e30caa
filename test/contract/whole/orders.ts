import { type GraphQLSchema, isEnumType } from "graphql";
import type { OrderKey } from "../../../src/model/filters.ts";
import { listed, valuesOf } from "../plain/evaluate.ts";
import type { View } from "../plain/world.ts";
import { organisationLists, type Question } from "./questions.ts";

export interface Order {
  readonly list: string;
  readonly question: Question;
  readonly expected: readonly string[];
}

/** Every key of every list: a key of few values first, so that the second one has equals to sort. */
export function ordersOf(schema: GraphQLSchema, view: View): Order[] {
  return Object.entries({ ...organisationLists, delegations: "Delegation" } as const).flatMap(
    ([list, entity]) => {
      const keys = schema.getType(`${entity}OrderField`);
      if (!isEnumType(keys)) throw new Error(`${entity} has no keys to sort by`);
      const spread = (field: string) => valuesOf(view, entity, field).length;
      const left = [...keys.getValues()].sort((a, b) => spread(a.value) - spread(b.value));
      const orders: Order[] = [];
      while (left.length > 0) {
        const chosen = [left.shift(), left.pop()].filter((key) => key !== undefined);
        const ways = chosen.map(({ name, value }, index) => {
          const descending = (orders.length + index) % 2 === 1;
          return {
            text: `{ field: ${name}, direction: ${descending ? "DESC" : "ASC"} }`,
            field: value,
            descending,
          };
        });
        const node = entity === "Delegation" ? "factId" : "code";
        orders.push({
          list,
          question: {
            text: `{ ${list}(first: 1000, orderBy: [${ways.map(({ text }) => text).join(", ")}]) { nodes { ${node} } } }`,
          },
          expected: listed(view, entity, null, {}, ways as OrderKey[]).map((row) =>
            "opened" in row ? row.code : row.factId,
          ),
        });
      }
      return orders;
    },
  );
}
