import { readFileSync } from "node:fs";
import {
  buildSchema,
  coerceInputValue,
  extendSchema,
  type GraphQLInputType,
  type GraphQLSchema,
  introspectionFromSchema,
  parse,
  validate,
} from "graphql";
import { stringifyDocument } from "urql";
import { expect, test } from "vitest";
import { hasQuestions, questionsOf, questionVariables } from "../../web/views/england/questions.ts";
import { columnEndsAt, columnStepsFrom, defaultColumns } from "../../web/views/find/columns.ts";
import {
  conditionsWhere,
  inSentence,
  readCondition,
  stepsFrom,
  valueKindAt,
} from "../../web/views/find/conditions.ts";
import { readFindChoice, withConditions, withKind } from "../../web/views/find/find-choice.ts";
import { findCsv } from "../../web/views/find/find-csv.ts";
import { findDocument } from "../../web/views/find/find-query.ts";
import { listsOf, ordersOf, type Vocabulary, vocabularyOf } from "../../web/views/find/vocabulary.ts";
import type { VocabularyData } from "../../web/views/find/vocabulary-query.ts";

const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
const vocabularyIn = (of: GraphQLSchema): Vocabulary =>
  vocabularyOf(introspectionFromSchema(of) as unknown as VocabularyData);
const vocabulary = vocabularyIn(schema);
const lists = listsOf(vocabulary);
const listCalled = (name: string) => {
  const list = lists.find((each) => each.name === name);
  if (!list) throw new Error(`no list ${name}`);
  return list;
};
const stepNames = (where: string, ...path: string[]) =>
  stepsFrom(vocabulary, where, path).map(({ name }) => name);

/** What the API would say of a `where`: its faults. */
function faultsOf(where: object, type: string): string[] {
  const faults: string[] = [];
  coerceInputValue(where, schema.getType(type) as GraphQLInputType, (_path, _value, error) =>
    faults.push(error.message),
  );
  return faults;
}

test("every kind of body can be found, and delegations", () => {
  const names = lists.map(({ name }) => name);
  for (const name of [
    "practices",
    "consortia",
    "pcts",
    "clusters",
    "shas",
    "supportProviders",
    "delegations",
  ]) {
    expect(names).toContain(name);
  }
});

test("each list's query, with the columns that it has by itself, is one that the schema takes", () => {
  for (const list of lists) {
    const columns = defaultColumns(vocabulary, list);
    expect(columns.length).toBeGreaterThan(2);
    const text = stringifyDocument(findDocument(vocabulary, list, columns, 200));
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  }
});

test("every column that is offered within two links can be asked for", () => {
  for (const list of lists) {
    const ends: string[][] = [];
    const walk = (path: string[]) => {
      if (columnEndsAt(vocabulary, list.row, path)) ends.push(path);
      for (const { name } of columnStepsFrom(vocabulary, list.row, path)) walk([...path, name]);
    };
    walk([]);
    expect(ends.length).toBeGreaterThan(20);
    for (let from = 0; from < ends.length; from += 40) {
      const text = stringifyDocument(findDocument(vocabulary, list, ends.slice(from, from + 40), 200));
      expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
    }
  }
});

test("every condition that is offered within two links is one that the schema takes", () => {
  const samples: Record<string, string> = { Boolean: "true", Int: "3", Float: "0.25", Date: "2011-04-01" };
  for (const { where } of lists) {
    let count = 0;
    const walk = (path: string[]) => {
      const kind = valueKindAt(vocabulary, where, path);
      if (kind) {
        count += 1;
        const value = kind.values[0] ?? samples[kind.type] ?? "2011/12";
        const read = conditionsWhere(vocabulary, where, [{ path, value }]);
        expect(read.unknown).toEqual([]);
        expect(faultsOf(read.where, where)).toEqual([]);
      }
      for (const { name } of stepsFrom(vocabulary, where, path)) walk([...path, name]);
    };
    walk([]);
    expect(count).toBeGreaterThan(20);
  }
});

test("conditions lead through two links and no further", () => {
  expect(stepNames("PracticeWhere", "pct", "cluster")).toContain("hasDelegatedBudget");
  expect(stepNames("PracticeWhere", "pct", "cluster")).not.toContain("sha");
  expect(stepNames("PracticeWhere")).not.toContain("AND");
  expect(stepNames("PracticeWhere", "consortium")[0]).toBe("exists");
});

test("what the address says becomes the API's own where: values by their types, several joined, none at all", () => {
  const read = (...texts: string[]) => conditionsWhere(vocabulary, "PracticeWhere", texts.map(readCondition));
  expect(read("cluster.hasDelegatedBudget=false").where).toEqual({ cluster: { hasDelegatedBudget: false } });
  expect(read("listSize.gte=5000", "standing.in=OUTSIDE,UNCLEAR").where).toEqual({
    AND: [{ listSize: { gte: 5000 } }, { standing: { in: ["OUTSIDE", "UNCLEAR"] } }],
  });
  expect(read().where).toEqual({});
  expect(conditionsWhere(vocabulary, "ConsortiumWhere", [readCondition("pcts.none=")]).where).toEqual({
    pcts: { none: {} },
  });
  expect(read("name.contains=a=b").where).toEqual({ name: { contains: "a=b" } });
});

test("a condition that the schema does not know is told, and left out", () => {
  for (const text of [
    "nonsense.eq=1",
    "standing.eq=NOWHERE",
    "listSize.gte=many",
    "pct=",
    "",
    "listSize.gte",
  ]) {
    const { where, unknown } = conditionsWhere(vocabulary, "PracticeWhere", [readCondition(text)]);
    expect(where).toEqual({});
    expect(unknown).toHaveLength(1);
  }
});

test("conditions are told in words", () => {
  expect(inSentence(readCondition("cluster.hasDelegatedBudget=false"))).toBe(
    "cluster has delegated budget: no",
  );
  expect(inSentence(readCondition("pcts.some.position.eq=NO_CLEAR_PLANS"))).toBe(
    "PCTs at least one position is: no clear plans",
  );
  expect(inSentence(readCondition("pcts.none="))).toBe("PCTs none");
  expect(inSentence(readCondition("sha.minimumDelegatedShare.isNull=false"))).toBe(
    "SHA minimum delegated share is known",
  );
  expect(inSentence(readCondition("code.in=5PP,5PN"))).toBe("code is one of: 5PP, 5PN");
});

test("a field, a filter, an order and a list that the API adds appear by themselves", () => {
  const grown = vocabularyIn(
    extendSchema(
      schema,
      parse(`
        extend type Practice { phone: String }
        extend input PracticeWhere { phone: TextFilter }
        extend enum PracticeOrderField { PHONE }
        extend type Query { surgeries(where: PracticeWhere, orderBy: [PracticeOrder!], first: Int): PracticeConnection }
      `),
    ),
  );
  expect(stepsFrom(grown, "PracticeWhere", []).map(({ name }) => name)).toContain("phone");
  expect(columnStepsFrom(grown, "Practice", []).map(({ name }) => name)).toContain("phone");
  expect(ordersOf(grown, listCalled("practices"))).toContain("PHONE");
  expect(listsOf(grown).map(({ name }) => name)).toContain("surgeries");
});

test("the address keeps what was chosen, and another list begins anew", () => {
  const search = "kind=pcts&if=position.eq%3DDEVELOPING&columns=name,sha.name&sort=NAME&asOf=2011-04-01";
  expect(readFindChoice(search)).toMatchObject({
    kind: "pcts",
    conditions: [{ path: ["position", "eq"], value: "DEVELOPING" }],
    columns: [["name"], ["sha", "name"]],
    sort: "NAME",
    direction: "ASC",
    asOf: "2011-04-01",
  });
  const conditions = [readCondition("name.contains=a & b"), readCondition("code.in=5PP,5PN")];
  expect(readFindChoice(withConditions(search, conditions)).conditions).toEqual(conditions);
  expect(withKind(search, "shas")).toBe("kind=shas&asOf=2011-04-01");
});

test("a file has an organisation by code and name, lists joined, numbers as numbers, and nothing for what is not known", () => {
  const rows = [
    {
      code: "5PP",
      name: "Cambridgeshire PCT",
      sha: { code: "Q35", name: "East of England" },
      delegatedShare: 0.25,
      supports: [{ services: ["a", "b"] }, { services: ["c"] }],
    },
    { code: "5E1", name: "=1+1", sha: null, delegatedShare: null, supports: [] },
  ];
  const columns = [["name"], ["code"], ["sha"], ["delegatedShare"], ["supports", "services"]];
  expect(findCsv(columns, rows)).toBe(
    "name,code,sha.code,sha.name,delegatedShare,supports.services\n" +
      "Cambridgeshire PCT,5PP,Q35,East of England,0.25,a; b; c\n" +
      "'=1+1,5E1,,,,\n",
  );
});

const told = { practicesOutside: 1, practicesUnclear: 0, practicesNotCovered: 0 };

test("each question's list is one that Find understands, for England and for each kind of area", () => {
  const counted = { totalCount: 3 };
  const below = [
    { code: "Q38", asOf: "2011-04-01", pctsBelowMinimum: [{ code: "5PP", asOf: "2011-04-01" }] },
  ];
  const counts = {
    underClusterWithoutBudget: counted,
    clusters: counted,
    pathfindersWithoutPlans: counted,
    supporting: counted,
    minimums: { nodes: below },
    withMinimum: counted,
    lastPcts: counted,
    inTheYear: counted,
  } as unknown as Parameters<typeof questionsOf>[0]["counts"];
  for (const [kind, code] of [
    ["ENGLAND", null],
    ["SHA", "Q38"],
    ["CLUSTER", "berkshire-cluster"],
    ["PCT", "5PP"],
  ] as const) {
    const area = { kind, code };
    const variables = questionVariables(area, "2011-04-01");
    expect(faultsOf(variables.practicesIn, "PracticeWhere")).toEqual([]);
    expect(faultsOf(variables.clustersIn, "ClusterWhere")).toEqual([]);
    expect(faultsOf(variables.consortiaIn, "ConsortiumWhere")).toEqual([]);
    expect(faultsOf(variables.supportProvidersIn, "SupportProviderWhere")).toEqual([]);
    for (const pctsBelowMinimum of [0, 1]) {
      const summary = { ...told, pctsBelowMinimum, delegatedGbp: null, budgetGbp: null };
      const figures = { area, day: "2011-04-01", counts, summary };
      for (const { path, parameters } of questionsOf(figures)) {
        if (path !== "/find") continue;
        const { kind: name, conditions, columns } = readFindChoice(String(parameters));
        const list = listCalled(name);
        const { where, unknown } = conditionsWhere(vocabulary, list.where, conditions);
        expect(unknown).toEqual([]);
        expect(faultsOf(where, list.where)).toEqual([]);
        expect(columns?.filter((column) => !columnEndsAt(vocabulary, list.row, column))).toEqual([]);
      }
    }
  }
  expect(hasQuestions({ kind: "CONSORTIUM", code: "06H" })).toBe(false);
});

test("that no practice is under a cluster is told apart from that there is no cluster", () => {
  const none = { totalCount: 0 };
  const asked = (clusters: number, day: string) =>
    questionsOf({
      area: { kind: "ENGLAND", code: null },
      day,
      counts: {
        ...{ underClusterWithoutBudget: none, pathfindersWithoutPlans: none, supporting: none },
        ...{ minimums: { nodes: [] }, withMinimum: none, lastPcts: none, inTheYear: none },
        clusters: { totalCount: clusters },
      } as unknown as Parameters<typeof questionsOf>[0]["counts"],
      summary: { ...told, pctsBelowMinimum: 0, delegatedGbp: null, budgetGbp: null },
    })[0]?.words;
  expect(asked(0, "2010-04-01")).toMatch(/no delegated budget: there are no clusters yet$/);
  expect(asked(0, "2013-04-01")).toMatch(/: there are no clusters any more$/);
  expect(asked(2, "2011-04-01")).toMatch(/no delegated budget$/);
});
