import { isLeafType, isObjectType } from "graphql";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { schema } from "../../src/schema/schema.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";

/** Each list, and the type of its rows. */
const lists = {
  practices: "Practice",
  consortia: "Consortium",
  pcts: "PCT",
  clusters: "Cluster",
  shas: "SHA",
  supportProviders: "SupportProvider",
} as const;

/** Every field of a type that is a value and takes no arguments. */
function valuesOf(name: string): string {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  const fields = Object.values(type.getFields()).filter(({ args }) => args.length === 0);
  return fields
    .filter((field) => isLeafType("ofType" in field.type ? field.type.ofType : field.type))
    .map((field) => field.name)
    .join(" ");
}

describeOnEachEngine("An organisation in a list", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  it.each(Object.entries(lists))("of %s says all that it says by its code", async (list, type) => {
    const values = valuesOf(type);
    expect(values.split(" ").length).toBeGreaterThan(8);
    const { [list]: listed } = await ask(graph, `{ ${list}(first: 1000) { nodes { ${values} } } }`);
    const { nodes } = await ask(
      graph,
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${values} } } }`,
      { ids: listed.nodes.map(({ id }: { id: string }) => id) },
    );
    expect(listed.nodes).toEqual(nodes);
  });
});
