import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import { parseDate } from "../../src/model/dates.ts";
import { kindNames } from "../../src/model/kinds.ts";
import type { Organisation, OrganisationRecord } from "../../src/model/organisation.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { type List, type ListArgs, listOf } from "../../src/resolvers/list.ts";
import { describeOnEachEngine } from "../engines.ts";
import { listed } from "./plain/evaluate.ts";
import { type Question, question } from "./plain/questions.ts";
import { smallGraph } from "./plain/small-graph.ts";
import type { View, World } from "./plain/world.ts";

/** Set both to see a failure again; more runs find more. */
const seed = Number(process.env.FILTER_SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(process.env.FILTER_RUNS ?? 1000);

describe(`Filters, orders and pages, with FILTER_SEED=${seed}`, () => {
  describeOnEachEngine("Any list", (engine) => {
    let graph: Graph;
    let world: World;
    beforeAll(async () => {
      graph = await engine.empty();
      const small = smallGraph(seed);
      world = small.world;
      await graph.write(async (transaction) => {
        for (const { changes, recordedAt } of small.changes) await record(transaction, changes, recordedAt);
      });
    });

    it("answers what a plain evaluation over the whole graph answers", { timeout: 3_600_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(question, async (asked) => {
          const view = world.at(asked.clocks);
          if (asked.link) await compareLinkedLists(graph, view, asked);
          else await comparePages(graph, view, asked);
        }),
        { seed, numRuns: runs },
      );
    });
  });
});

/** Every row, a page at a time: from the start, and from the end. */
async function comparePages(graph: Graph, view: View, asked: Question): Promise<void> {
  const rows = listed(view, asked.entity, null, asked.where, asked.order);
  const size = Math.min(1000, Math.max(1, Math.ceil(rows.length * asked.pageShare)));
  const ask = (args: ListArgs) => listIn(graph, asked, args);
  const forwards: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const list: List<Organisation> = ask({ first: size, after });
    const [page, totals] = await Promise.all([list.page(), list.totals()]);
    expect(totals).toMatchObject({ total: rows.length, patients: patientsOf(rows) });
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    forwards.push(...page.edges.map(({ node }) => shown(node)));
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  expect(forwards).toEqual(rows.map(shown));
  const backwards: string[] = [];
  for (let before: string | null = null, more = true; more; ) {
    const page = await ask({ last: size, before }).page();
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    backwards.unshift(...page.edges.map(({ node }) => shown(node)));
    more = page.pageInfo.hasPreviousPage;
    before = page.pageInfo.startCursor;
  }
  expect(backwards).toEqual(forwards);
}

/** The first page and the totals of a list behind a link, for every organisation that has the link. */
async function compareLinkedLists(graph: Graph, view: View, asked: Question): Promise<void> {
  const { link, entity, where, order } = asked;
  if (!link) return;
  const parents = [...view.organisations.values()].filter(
    ({ kind }) => link.from === "Organisation" || kindNames[kind] === link.from,
  );
  const context = contextOn(graph);
  const answers = await Promise.all(
    parents.map(async (parent) => {
      const from = { link: { ...link, to: entity }, parent: { ...parent, ...asked.clocks } };
      const list = listOf(context, entity, from, asked.clocks, { where, orderBy: order, first: 2 });
      const [page, { total, patients }] = await Promise.all([list.page(), list.totals()]);
      return [page.edges.map(({ node }) => shown(node)), page.pageInfo.hasNextPage, total, patients];
    }),
  );
  const expected = parents.map((organisation) => {
    const rows = listed(view, entity, { organisation, link: link.name }, where, order);
    return [
      rows.slice(0, 2).map(shown),
      rows.length > 2,
      rows.length,
      entity === "Practice" ? patientsOf(rows) : 0,
    ];
  });
  expect(answers).toEqual(expected);
}

function listIn(
  graph: Graph,
  { entity, where, order, clocks }: Question,
  args: ListArgs,
): List<Organisation> {
  return listOf(contextOn(graph), entity, null, clocks, { where, orderBy: order, ...args });
}

const contextOn = (graph: Graph) => createContext({ graph, defaultAsOf: parseDate("2011-04-01") });

const patientsOf = (rows: readonly OrganisationRecord[]): number =>
  rows.reduce((total, { listSize }) => total + (listSize ?? 0), 0);

const shown = ({ code, name, opened, closed }: OrganisationRecord): string =>
  `${code} ${name} ${opened} ${closed}`;
