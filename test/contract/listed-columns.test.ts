import { getNamedType, isInterfaceType, isLeafType, isObjectType } from "graphql";
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

const fieldsOf = (name: string) => {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${name} has no fields`);
  return Object.values(type.getFields());
};

/** Every field of a type that is a value and takes no arguments. */
const valuesOf = (name: string): string =>
  fieldsOf(name)
    .filter(({ args, type }) => args.length === 0 && isLeafType("ofType" in type ? type.ofType : type))
    .map((field) => field.name)
    .join(" ");

/** Every field of a type that answers something else, with a little of that; of lists how many there are. */
const othersOf = (name: string): string[] =>
  fieldsOf(name)
    .filter(({ type }) => !isLeafType(getNamedType(type)))
    .map((field) => {
      const inner = getNamedType(field.type);
      const fields = isObjectType(inner) || isInterfaceType(inner) ? Object.keys(inner.getFields()) : [];
      const known = ["totalCount", "code", "factId", "lowGbp", "amountGbp", "sharePct", "facts", "listSize"];
      const [first] = valuesOf(inner.name).split(" ");
      return `${field.name} { ${known.find((each) => fields.includes(each)) ?? first} }`;
    });

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

  it.each(Object.entries(lists))(
    "of %s answers of each link alone what it answers beside all its values",
    async (list, type) => {
      const others = othersOf(type);
      expect(others.length).toBeGreaterThan(5);
      const rowsOf = async (selection: string) =>
        (await ask(graph, `{ ${list}(first: 12) { nodes { ${selection} } } }`))[list].nodes;
      const whole = await rowsOf(`${valuesOf(type)} ${others.join(" ")}`);
      for (const other of others) {
        const [name = ""] = other.split(" ");
        const expected = whole.map((row: Record<string, unknown>) => ({ [name]: row[name] }));
        expect(await rowsOf(other), other).toEqual(expected);
      }
    },
  );
});
