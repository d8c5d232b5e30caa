import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant } from "../../src/model/dates.ts";
import { undescribed } from "../../src/model/organisation.ts";
import { author } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, refusal } from "./asking.ts";
import { writeRandomGraph } from "./plain/random-graph.ts";

/** Orders with ties, with missing values, with both, and by truths and numbers. */
const orders = [
  "[]",
  "[{field: CONFIDENCE, direction: DESC}]",
  "[{field: POSTCODE}]",
  "[{field: POSTCODE, direction: DESC}, {field: LIST_SIZE}]",
  "[{field: LIST_SIZE, direction: DESC}, {field: NAME}, {field: OPENED}]",
  "[{field: OUTSIDE_REASON}, {field: HAS_DELEGATED_BUDGET, direction: DESC}]",
  "[{field: STANDING}, {field: CLOSED, direction: DESC}]",
];

const page = "nodes { code } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

interface Listed {
  readonly nodes: readonly { readonly code: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

describeOnEachEngine("Paging", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await writeRandomGraph(graph, 42);
  });

  const practices = async (args: string, variables: Record<string, unknown> = {}): Promise<Listed> =>
    (
      await ask(
        graph,
        `query ${args.includes("$cursor") ? "($cursor: String)" : ""} { practices(${args}) { ${page} } }`,
        variables,
      )
    ).practices;
  const codes = ({ nodes }: Listed) => nodes.map(({ code }) => code);

  describe.each(orders)("in the order %s", (order) => {
    it("gives the same rows page by page from either end as on one page", async () => {
      const all = codes(await practices(`orderBy: ${order}, first: 1000`));
      expect(all.length).toBeGreaterThan(30);
      const forwards: string[] = [];
      for (let cursor: string | null = null, more = true; more; ) {
        const list = await practices(`orderBy: ${order}, first: 13, after: $cursor`, { cursor });
        forwards.push(...codes(list));
        more = list.pageInfo.hasNextPage;
        cursor = list.pageInfo.endCursor;
      }
      expect(forwards).toEqual(all);
      const backwards: string[] = [];
      for (let cursor: string | null = null, more = true; more; ) {
        const list = await practices(`orderBy: ${order}, last: 13, before: $cursor`, { cursor });
        backwards.unshift(...codes(list));
        more = list.pageInfo.hasPreviousPage;
        cursor = list.pageInfo.startCursor;
      }
      expect(backwards).toEqual(all);
    });
  });

  it("gives what lies between two cursors", async () => {
    const order = orders[3];
    const { nodes, pageInfo } = await practices(`orderBy: ${order}, first: 10`);
    const [after, before] = [pageInfo.startCursor, pageInfo.endCursor];
    const source = `query ($after: String, $before: String) { practices(orderBy: ${order}, after: $after, before: $before) { ${page} } }`;
    const between = (await ask(graph, source, { after, before })).practices;
    expect(between.nodes).toEqual(nodes.slice(1, -1));
  });

  it("pages the list of each parent by itself", async () => {
    const { pcts } = await ask(
      graph,
      `{ pcts { nodes { code practices(first: 2) { ${page} totalCount } } } }`,
    );
    const parent = pcts.nodes.find(
      (pct: { practices: { totalCount: number } }) => pct.practices.totalCount > 3,
    );
    const source = `query ($code: String!, $after: String) { organisation(code: $code) { ... on PCT { practices(first: 2, after: $after) { ${page} } } } }`;
    const variables = { code: parent.code, after: parent.practices.pageInfo.endCursor };
    const { organisation } = await ask(graph, source, variables);
    expect(organisation.practices.nodes).toHaveLength(2);
    expect(parent.practices.nodes).not.toContainEqual(organisation.practices.nodes[0]);
    const other = pcts.nodes.find(({ code }: { code: string }) => code !== parent.code);
    expect(await refusal(graph, source, { ...variables, code: other.code })).toMatchObject(strangeCursor);
  });

  describe("with a cursor of another list", () => {
    it.each([
      ["kind", "consortia(first: 1, after: $cursor)"],
      ["where", "practices(where: {listSize: {gt: 1}}, orderBy: [{field: NAME}], after: $cursor)"],
      [
        "value in the where",
        "practices(where: {listSize: {gte: 1}}, orderBy: [{field: NAME}], after: $cursor)",
      ],
      ["order", "practices(where: {listSize: {gte: 0}}, orderBy: [{field: CODE}], after: $cursor)"],
      [
        "direction",
        "practices(where: {listSize: {gte: 0}}, orderBy: [{field: NAME, direction: DESC}], after: $cursor)",
      ],
      [
        "date",
        'practices(where: {listSize: {gte: 0}}, orderBy: [{field: NAME}], asOf: "2011-04-02", after: $cursor)',
      ],
      [
        "moment",
        'practices(where: {listSize: {gte: 0}}, orderBy: [{field: NAME}], knownAt: "2011-04-02T00:00:00Z", after: $cursor)',
      ],
      ["question", "orphanedPractices(orderBy: [{field: NAME}], before: $cursor)"],
    ])("refuses one of another %s", async (_, field) => {
      const first = await practices("where: {listSize: {gte: 0}}, orderBy: [{field: NAME}], first: 1");
      const source = `query ($cursor: String) { ${field} { ${page} } }`;
      const variables = { cursor: first.pageInfo.endCursor };
      expect(await refusal(graph, source, variables)).toMatchObject(strangeCursor);
    });
  });

  it("keeps cursors right while practices are added in between", async () => {
    const order = "orderBy: [{field: POSTCODE}], first: 5";
    const before = await practices(order);
    const rest = codes(await practices(`orderBy: [{field: POSTCODE}], first: 1000`)).slice(5);
    const last = await ask(
      graph,
      `{ practices(orderBy: [{field: POSTCODE}], first: 5) { nodes { postcode } } }`,
    );
    const postcode = last.practices.nodes[4].postcode as string;
    const added = [
      { code: "AA001" as Code, postcode: "A" },
      { code: "ZZ998" as Code, postcode },
      { code: "ZZ999" as Code, postcode: null },
    ].map((row) => ({
      ...undescribed,
      ...row,
      kind: "PRACTICE" as const,
      name: "Late Surgery",
      confidence: "CONFIRMED" as const,
      source: "A1",
    }));
    await graph.write((transaction) =>
      record(transaction, { organisations: added }, "2011-05-01T00:00:00.000Z" as Instant, author),
    );
    const cursor = before.pageInfo.endCursor;
    const after = codes(
      await practices("orderBy: [{field: POSTCODE}], first: 1000, after: $cursor", { cursor }),
    );
    // The first of the added comes before the cursor; nothing else is lost or seen twice.
    expect(after.filter((code) => !code.startsWith("ZZ"))).toEqual(rest);
    expect(after).toContain("ZZ998");
    expect(after.at(-1)).toBe("ZZ999");
  });
});

const strangeCursor = {
  code: "BAD_USER_INPUT",
  message: expect.stringMatching(
    /^(after|before): this cursor belongs to another list, filter, order or date/,
  ),
};
