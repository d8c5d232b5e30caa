import fc from "fast-check";
import type { GraphQLObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { statedCoverage } from "../../src/graph/statements/dataset.ts";
import type { Code } from "../../src/model/code.ts";
import type { Coverage } from "../../src/model/coverage.ts";
import { type Clocks, parseDate } from "../../src/model/dates.ts";
import type { Fact } from "../../src/model/facts.ts";
import { filterEntities, type OrganisationEntity, type Where } from "../../src/model/filters.ts";
import {
  type Confidence,
  confidences,
  kindNames,
  type OrganisationKind,
  organisationKinds,
} from "../../src/model/kinds.ts";
import { linkFrom } from "../../src/model/links.ts";
import type { OrganisationRecord } from "../../src/model/organisation.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { type List, type ListArgs, listDelegations, listOf } from "../../src/resolvers/list.ts";
import type { Page } from "../../src/resolvers/page.ts";
import { practiceCounts } from "../../src/resolvers/practice-counts.ts";
import { schema } from "../../src/schema/schema.ts";
import { reader } from "../callers.ts";
import { describeOnEachEngine } from "../engines.ts";
import { cases } from "../size.ts";
import { ask } from "./asking.ts";
import { idOf, type Listed, listed } from "./plain/evaluate.ts";
import { clocksAt, type Question, question, whereOn } from "./plain/questions.ts";
import { writeRandomGraph } from "./plain/random-graph.ts";
import { bestFirst, reached } from "./plain/reached.ts";
import { fieldOf } from "./plain/values.ts";
import type { View, World } from "./plain/world.ts";

/** What the graph under test says of itself, and how many answers were compared: rows, totals and fields of rows. */
let coverage: readonly Coverage[];
let compared = 0;

/** Set both to see a failure again; more runs find more. */
const seed = Number(process.env.FILTER_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** The long run on the embedded engine compares more than a million answers. Neo4j takes fewer: it plans every new text, which takes longer than to run it on so small a graph. */
const runs = { embedded: [300, 20_000], neo4j: [20, 2_000] } as const;
/** For lists of every kind each. */
const rowRuns = { embedded: [8, 500], neo4j: [2, 100] } as const;

describe(`Filters, orders and pages, with FILTER_SEED=${seed}`, () => {
  describeOnEachEngine("Any list", (engine) => {
    let graph: Graph;
    let world: World;
    beforeAll(async () => {
      graph = await engine.empty();
      world = await writeRandomGraph(graph, seed, { editions: true });
      [coverage = []] = await graph.read(statedCoverage, {});
    });
    afterAll(() => {
      console.info(
        `${engine.name}: ${compared.toLocaleString("en-GB")} answers were compared with a plain evaluation.`,
      );
      compared = 0;
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

    const [usualRows, longRows] = rowRuns[engine.name];
    it("shows in its rows what a plain evaluation reads in each field", { timeout: 3_600_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(clocksAt, async (clocks) => {
          for (const entity of Object.values(kindNames))
            await compareRows(graph, world.at(clocks), entity, clocks);
        }),
        { seed, numRuns: cases(usualRows, longRows, "FILTER_RUNS") },
      );
    });

    it("counts practices by each kind as a plain evaluation does", { timeout: 3_600_000 }, async () => {
      const kind = fc.constantFrom(...organisationKinds);
      await fc.assert(
        fc.asyncProperty(whereOn("Practice", 2), kind, clocksAt, async (where, groupBy, clocks) => {
          const counted = await practiceCounts(contextOn(graph), { groupBy, where, ...clocks });
          const rows = counted.map(({ group, clocks: _asked, ...counts }) => [group?.code ?? null, counts]);
          expect(new Map(rows as [])).toEqual(plainCounts(world.at(clocks), groupBy, where));
          compared += 3 * rows.length;
        }),
        { seed, numRuns: cases(usualRows * 4, longRows, "FILTER_RUNS") },
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
    expect(totals).toMatchObject({
      total: rows.length,
      patients: patientsOf(entity, rows),
      tally: tallyOf(rows.map(withCount)),
    });
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    forwards.push(...page.edges.map(({ node }) => shown(node)));
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  expect(forwards).toEqual(rows.map(shown));
  compared += 2 * rows.length + 3;
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
  const asked = linkFrom(link.from, link.name);
  if (!asked) throw new Error(`${link.from} has no link ${link.name}`);
  const parents = [...view.organisations.values()].filter(
    ({ kind }) => link.from === "Organisation" || kindNames[kind] === link.from,
  );
  const context = contextOn(graph);
  const answers = await Promise.all(
    parents.map(async (parent) => {
      const from = { link: asked, parent: { ...parent, ...clocks } };
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
  compared += expected.reduce((sum, [rows]) => sum + (rows as unknown[]).length + 3, 0);
}

/** How a row answers what a filter counts. */
const countedLists = { practiceCount: "practices", consortiumCount: "consortia", pctCount: "pcts" } as const;

/** Every field of a kind that a filter knows, in every row. */
async function compareRows(graph: Graph, view: View, entity: OrganisationEntity, clocks: Clocks) {
  const type = schema.getType(entity) as GraphQLObjectType;
  // Of a provider without a sector the schema says so in words.
  const names = Object.keys(filterEntities[entity].fields).filter((name) => name !== "sector");
  const shown = names.filter((name) => name in type.getFields());
  const counts = Object.entries(countedLists).filter(([name]) => names.includes(name));
  expect(names.filter((name) => !shown.includes(name) && !(name in countedLists))).toEqual([]);
  const list = listNamed[entity] ?? "";
  const counting = counts.map(([name, linked]) => `${name}: ${linked}(first: 0) { totalCount }`);
  const at = `asOf: "${clocks.asOf}", knownAt: "${clocks.knownAt}", atRevision: ${clocks.atRevision}`;
  const { nodes } = (
    await ask(graph, `{ ${list}(first: 1000, ${at}) { nodes { ${[...shown, ...counting].join(" ")} } } }`)
  )[list];
  const rows = listed(view, entity, null, {}, []) as OrganisationRecord[];
  const expected = rows.map((row) =>
    Object.fromEntries([
      ...shown.map((name) => [name, fieldOf(view, row, name)]),
      ...counts.map(([name]) => [name, { totalCount: fieldOf(view, row, name) }]),
    ]),
  );
  expect(nodes).toEqual(expected);
  compared += expected.length * (shown.length + counts.length);
}

const listNamed: Partial<Record<OrganisationEntity, string>> = {
  Practice: "practices",
  Consortium: "consortia",
  PCT: "pcts",
  Cluster: "clusters",
  SHA: "shas",
  SupportProvider: "supportProviders",
};

const tallyOf = (found: readonly Confidence[]) =>
  confidences.map((confidence) => found.filter((one) => one === confidence).length);
const worse = (a: Confidence, b: Confidence) => (confidences.indexOf(a) > confidences.indexOf(b) ? a : b);

/** A row is as doubtful as the count of its patients, where it has one of its own. */
const withCount = (row: Listed): Confidence =>
  "listSizeConfidence" in row && row.listSizeConfidence != null
    ? worse(row.confidence, row.listSizeConfidence)
    : row.confidence;

/** How far it can be trusted that a practice comes under a group: by the best way, which is as good as its worst step. */
function trustIn(view: View, practice: OrganisationRecord, kind: OrganisationKind, group: string | null) {
  if (kind === "PRACTICE" || group === null) return withCount(practice);
  const step = (from: string, type: string, best = false) => {
    const facts = bestFirst(view.facts).filter(({ kind }) => kind === type) as (Fact & { to: Code })[];
    const found = facts.filter((fact) => (type === "SUPPORT" ? fact.to : fact.from) === from);
    return best ? found.filter(({ to }) => view.organisations.get(to)?.kind === "PCT").slice(0, 1) : found;
  };
  const direct = kind === "PCT" || kind === "CONSORTIUM";
  const ways = step(practice.code, "MEMBERSHIP", !direct && kind !== "SUPPORT_PROVIDER").flatMap((first) => {
    if (direct) return first.to === group ? [first.confidence] : [];
    const support = kind === "SUPPORT_PROVIDER";
    return step(first.to, support ? "SUPPORT" : "MEMBERSHIP")
      .filter((second) => (support ? second.from : second.to) === group)
      .map((second) => worse(first.confidence, second.confidence));
  });
  const [best = "SYNTHETIC"] = ways.sort((a, b) => confidences.indexOf(a) - confidences.indexOf(b));
  return worse(withCount(practice), best);
}

/** Practices that fit, by the groups of a kind that they come under. */
function plainCounts(view: View, kind: OrganisationKind, where: Where) {
  const of = new Map<string | null, Listed[]>();
  for (const practice of listed(view, "Practice", null, where, []) as OrganisationRecord[]) {
    const groups = new Set<string>(groupsOf(view, practice, kind));
    for (const code of groups.size === 0 ? [null] : groups) of.set(code, [...(of.get(code) ?? []), practice]);
  }
  const counts = [...of].map(([code, rows]) => [
    code,
    {
      practices: rows.length,
      patients: patientsOf("Practice", rows),
      tally: tallyOf(rows.map((row) => trustIn(view, row as OrganisationRecord, kind, code))),
    },
  ]);
  return new Map(counts as []);
}

function groupsOf(view: View, practice: OrganisationRecord, kind: OrganisationKind): string[] {
  if (kind === "PRACTICE") return [practice.code];
  if (kind !== "SUPPORT_PROVIDER")
    return reached(view, practice, kindNames[kind].toLowerCase()).map(({ code }) => code);
  const groups = view.facts.flatMap((fact) =>
    fact.kind === "MEMBERSHIP" && fact.from === practice.code ? [fact.to] : [],
  );
  return view.facts.flatMap((fact) =>
    fact.kind === "SUPPORT" &&
    groups.includes(fact.to) &&
    view.organisations.get(fact.from)?.kind === "SUPPORT_PROVIDER"
      ? [fact.from]
      : [],
  );
}

const contextOn = (graph: Graph) =>
  createContext({
    graph,
    coverage,
    caller: reader,
    requestId: "test",
    defaultAsOf: parseDate("2011-04-01"),
  });

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
