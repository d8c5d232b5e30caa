import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { type Clocks, parseDate } from "../../src/model/dates.ts";
import { kindNames } from "../../src/model/kinds.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { type List, type ListArgs, listDelegations, listOf } from "../../src/resolvers/list.ts";
import type { Page } from "../../src/resolvers/page.ts";
import { reader } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { cases } from "../size.ts";
import { idOf, type Listed, listed } from "./plain/evaluate.ts";
import { type Question, question } from "./plain/questions.ts";
import { writeRandomGraph } from "./plain/random-graph.ts";
import type { View, World } from "./plain/world.ts";

/** Set both to see a failure again; more runs find more. */
const seed = Number(process.env.FILTER_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Neo4j takes fewer: it plans every new text, which takes longer than to run it on so small a graph. */
const runs = { embedded: [300, 20_000], neo4j: [20, 2_000] } as const;

describe(`Filters, orders and pages, with FILTER_SEED=${seed}`, () => {
  describeOnEachEngine("Any list", (engine) => {
    let graph: Graph;
    let world: World;
    beforeAll(async () => {
      graph = await engine.empty();
      world = await writeRandomGraph(graph, seed);
    });

    const [usual, long] = runs[engine.name];
    it("answers what a plain evaluation over the whole graph answers", { timeout: 3_600_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(question, async (asked) => {
          for (const clocks of asked.clocks) {
            const view = world.at(clocks);
            if (asked.link) await compareLinkedLists(graph, view, asked, clocks);
            else await comparePages(graph, view, asked, clocks);
          }
        }),
        { seed, numRuns: cases(usual, long, "FILTER_RUNS") },
      );
    });
  });
});

/** Every row, a page at a time: from the start, and from the end. */
async function comparePages(graph: Graph, view: View, asked: Question, clocks: Clocks): Promise<void> {
  const { entity, where, order, pageShare } = asked;
  const rows = listed(view, entity, null, where, order);
  const size = Math.max(1, Math.ceil(rows.length * pageShare));
  const ask = (args: ListArgs): List<Listed> => {
    const all = { where, orderBy: order, ...args };
    return entity === "Delegation"
      ? listDelegations(contextOn(graph), clocks, all)
      : listOf(contextOn(graph), entity, null, clocks, all);
  };
  const forwards: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const list = ask({ first: size, after });
    const [page, totals] = await Promise.all([list.page(), list.totals()]);
    expect(totals).toMatchObject({ total: rows.length, patients: patientsOf(entity, rows) });
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    forwards.push(...page.edges.map(({ node }) => shown(node)));
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  expect(forwards).toEqual(rows.map(shown));
  const backwards: string[] = [];
  for (let before: string | null = null, more = true; more; ) {
    const page: Page<Listed> = await ask({ last: size, before }).page();
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    backwards.unshift(...page.edges.map(({ node }) => shown(node)));
    more = page.pageInfo.hasPreviousPage;
    before = page.pageInfo.startCursor;
  }
  expect(backwards).toEqual(forwards);
}

/** The first page and the totals of a list behind a link, for every organisation that has the link. */
async function compareLinkedLists(
  graph: Graph,
  view: View,
  { link, entity, where, order }: Question,
  clocks: Clocks,
): Promise<void> {
  if (!link || entity === "Delegation") return;
  const parents = [...view.organisations.values()].filter(
    ({ kind }) => link.from === "Organisation" || kindNames[kind] === link.from,
  );
  const context = contextOn(graph);
  const answers = await Promise.all(
    parents.map(async (parent) => {
      const from = { link: { ...link, to: entity }, parent: { ...parent, ...clocks } };
      const list = listOf(context, entity, from, clocks, { where, orderBy: order, first: 2 });
      const [page, { total, patients }] = await Promise.all([list.page(), list.totals()]);
      return [page.edges.map(({ node }) => shown(node)), page.pageInfo.hasNextPage, total, patients];
    }),
  );
  const expected = parents.map((organisation) => {
    const rows = listed(view, entity, { organisation, link: link.name }, where, order);
    const patients = patientsOf(entity, rows);
    return [rows.slice(0, 2).map(shown), rows.length > 2, rows.length, patients];
  });
  expect(answers).toEqual(expected);
}

const contextOn = (graph: Graph) =>
  createContext({ graph, caller: reader, requestId: "test", defaultAsOf: parseDate("2011-04-01") });

/** Of those that were counted; null where there are practices and none was. */
function patientsOf(entity: string, rows: readonly Listed[]): number | null {
  if (entity !== "Practice") return 0;
  const counts = rows.flatMap((row) => ("listSize" in row && row.listSize !== null ? [row.listSize] : []));
  return rows.length > 0 && counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** Enough of a row to see which it is, and at which knownAt it was read. */
const shown = (row: Listed): string =>
  "opened" in row
    ? `${row.code} ${row.name} ${row.opened} ${row.closed}`
    : `${idOf(row)} ${row.from} ${row.validFrom} ${row.confidence}`;
