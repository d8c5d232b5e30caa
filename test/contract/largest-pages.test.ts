import {
  type GraphQLField,
  GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { schema } from "../../src/schema/schema.ts";
import { curator } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { tryAsk } from "./asking.ts";

/**
 * The Neo4j of the tests has half the heap of docker-compose's, and with it half of what its transactions may take, so
 * that what passes here passes there.
 */

/** The list of all of a kind, of which the first is asked for its own lists. */
const parents = {
  SHA: "shas",
  Cluster: "clusters",
  PCT: "pcts",
  Consortium: "consortia",
  Practice: "practices",
  SupportProvider: "supportProviders",
} as const;
interface List {
  readonly totalCount: number;
  readonly nodes: readonly Record<string, List>[];
}

/** Every list of a type that is asked in pages, as a question of the largest one with its total. */
function listsOf(type: string): { name: string; question: string }[] {
  const of = schema.getType(type);
  if (!(of instanceof GraphQLObjectType)) throw new Error(`There is no type ${type}`);
  return Object.values(of.getFields()).flatMap((field) => {
    const question = questionOf(field);
    return question === null ? [] : [{ name: `${type}.${field.name}`, question }];
  });
}

function questionOf({ name, type, args }: GraphQLField<unknown, unknown>): string | null {
  const connection = getNamedType(type);
  if (!isObjectType(connection) || !args.some((arg) => arg.name === "first")) return null;
  // What differs between two days is worked out here, from two pictures, and not by a statement with a page.
  if (args.some((arg) => isNonNullType(arg.type))) return null;
  const fields = connection.getFields();
  if (!fields.totalCount || !fields.nodes) return null;
  const node = getNamedType(fields.nodes.type);
  const scalar = isObjectType(node) || isInterfaceType(node) ? Object.keys(node.getFields()) : [];
  const column = ["code", "factId", "sequence"].find((each) => scalar.includes(each)) ?? "__typename";
  return `${name}(first: 1000) { totalCount nodes { ${column} } }`;
}

describeOnEachEngine(
  "The largest page with its total",
  (engine) => {
    let graph: Graph;
    beforeAll(async () => {
      graph = await engine.demonstration();
    });
    const asked = async (question: string) => {
      const { data, errors } = await tryAsk(graph, `{ ${question} }`, {}, [], curator);
      expect(errors).toBeUndefined();
      return Object.values(data as Record<string, List>)[0];
    };
    const expectLargestPage = (list: List | undefined) =>
      expect(list?.nodes.length).toBe(Math.min(1_000, list?.totalCount ?? Number.NaN));

    it.each(listsOf("Query"))("is answered for $name", async ({ question }) => {
      expectLargestPage(await asked(question));
    });

    it.each(
      Object.entries(parents).flatMap(([type, all]) => listsOf(type).map((list) => ({ ...list, all }))),
    )("is answered for $name", async ({ all, question }) => {
      const found = await asked(`${all}(first: 1) { nodes { ${question} } }`);
      expectLargestPage(Object.values(found?.nodes[0] ?? {})[0]);
    });

    it("is answered with links, an order and a filter that share the rows", async () => {
      const list = await asked(`practices(first: 1000, orderBy: [{ field: LIST_SIZE, direction: DESC }],
      where: { pct: { name: { contains: "a" } } }) { totalCount totalPatients
        nodes { code standing pct { code sha { code } } consortium { code } } }`);
      expect(list?.nodes.length).toBe(1_000);
    });
  },
  { snapshot: false },
);
