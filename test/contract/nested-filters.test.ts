import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { weighedGraph } from "../../src/graph/weighed-graph.ts";
import type { Where } from "../../src/model/filters.ts";
import { checkWhere } from "../../src/query/check-where.ts";
import { costInSets, costOnEngine } from "../../src/query/cost.ts";
import { filterBudget } from "../../src/server/filter-budget.ts";
import { readSettings } from "../../src/server/settings.ts";
import { describeOnEachEngine } from "../engines.ts";
import { refusal, tryAsk } from "./asking.ts";
import { smallGraph } from "./curated-graph.ts";

/** Practices whose PCT has a practice whose PCT has a practice … of a name. */
const beside = (levels: number): Where =>
  levels === 0 ? { name: { contains: "zzz" } } : { pct: { practices: { some: beside(levels - 1) } } };

const counted = `query($where: PracticeWhere) { practices(first: 1, where: $where) { totalCount } }`;

describe("The cost of a filter", () => {
  const most = readSettings({}).limits.filterCost;
  const england = { Practice: 8_300, Consortium: 370, PCT: 151, Cluster: 51, SHA: 10, Organisation: 9_000 };
  const filter = (where: Where) =>
    ({ entity: "Practice", condition: checkWhere("Practice", where) }) as const;

  it("is conditions times organisations in memory, and allows links as deep as they may be", () => {
    expect(costInSets(filter(beside(1)), england)).toBe(3 * 9_000);
    expect(costInSets(filter(beside(5)), england)).toBe(11 * 9_000);
    expect(costInSets(filter({ OR: [beside(1), { NOT: beside(1) }], AND: {} }), england)).toBe(6 * 9_000);
    expect(11 * 9_000).toBeLessThan(most);
  });

  it("is what links inside links multiply to on an engine", () => {
    const [one = 0, two = 0, three = 0] = [1, 2, 3].map((deep) =>
      costOnEngine(filter(beside(deep)), england),
    );
    expect(one).toBeLessThan(most / 10);
    expect(two).toBeLessThan(most);
    expect(three).toBeGreaterThan(most);
    expect(three / two).toBeGreaterThan(40);
    const counts = Array.from({ length: 10 }, (_, n) => ({ practiceCount: { gt: n } }));
    expect(costOnEngine(filter({ consortium: { OR: counts } }), england)).toBeGreaterThan(
      10 * costOnEngine(filter({ consortium: { name: { eq: "x" } } }), england),
    );
  });
});

describeOnEachEngine(
  "A filter that costs too much",
  (engine) => {
    let inner: Graph;
    beforeAll(async () => {
      inner = weighedGraph(await smallGraph(engine));
    });
    /** As one request sees it. */
    const requested = (limit: number): Graph => {
      const pay = filterBudget(limit);
      return {
        ...inner,
        ask: (plan, at, options) => inner.ask(plan, at, { ...options, pay }),
      };
    };

    it("is refused before it is run, and says by how much", async () => {
      expect(await refusal(requested(100), counted, { where: beside(4) })).toEqual({
        code: "QUERY_TOO_COMPLEX",
        message: expect.stringMatching(
          /^The filters of this request may look at \d+ organisations and facts; at most 100 are allowed\./,
        ),
        details: { bound: "filters", limit: 100, actual: expect.any(Number) },
      });
    });

    it("is refused also where it is many filters of one request", async () => {
      const many = (times: number) =>
        `query($where: PracticeWhere) { ${Array.from({ length: times }, (_, n) => `a${n}: practices(first: ${n + 1}, where: $where) { totalCount }`).join(" ")} }`;
      const { errors: none, data } = await tryAsk(requested(1_000), many(2), { where: beside(1) });
      expect(none).toBeUndefined();
      expect(data).toEqual({ a0: { totalCount: 0 }, a1: { totalCount: 0 } });
      expect(await refusal(requested(1_000), many(40), { where: beside(1) })).toMatchObject({
        code: "QUERY_TOO_COMPLEX",
      });
    });
  },
  { snapshot: false },
);
