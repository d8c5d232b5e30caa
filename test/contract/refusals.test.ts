import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, idOf, refusal, tryAsk } from "./asking.ts";
import { fact, organisation, source, write } from "./small-graph.ts";

/** Each bad argument, and what the refusal has to say: what was given, what was expected, and an example. */
const badInput: readonly [argument: string, query: string, ...words: string[]][] = [
  ["first: -1", "{ practices(first: -1) { totalCount } }", "first: -1", "0 to 1000", "first: 50"],
  ["first: 100000", "{ practices(first: 100000) { totalCount } }", "first: 100000", "0 to 1000"],
  ["last: -1", "{ practices(last: -1) { totalCount } }", "last: -1", "0 to 1000", "last: 50"],
  ["a part of conflicts", "{ conflicts(first: -1) { rule } }", "first: -1", "expected 0 to"],
  ["a part of counts", "{ practiceCounts(groupBy: PCT, offset: -1) { practices } }", "offset: -1", "0 to"],
  ["a part of a history", '{ pct(code: "5PP") { history(offset: -1) { factId } } }', "offset: -1", "0 to"],
  ["first and last", "{ practices(first: 1, last: 2) { totalCount } }", "first: 1", "last: 2", "first: 50"],
  ["a cursor", '{ practices(after: "garbage") { totalCount } }', "after", '"garbage"', "endCursor"],
  ["an empty cursor", '{ practices(before: "") { totalCount } }', "before", '""', "startCursor"],
  [
    "a cursor of objects",
    '{ practices(after: "W3t9LHt9XQ") { totalCount } }',
    "after",
    "not a cursor|another list",
  ],
  [
    "a day that does not exist",
    '{ practices(asOf: "2011-02-30") { totalCount } }',
    '"2011-02-30"',
    "2011-04-01",
  ],
  [
    "a month that does not exist",
    '{ practices(asOf: "2011-13-01") { totalCount } }',
    '"2011-13-01"',
    "YYYY-MM-DD",
  ],
  ["a word for a day", '{ practices(asOf: "yesterday") { totalCount } }', '"yesterday"', "2011-04-01"],
  [
    "an instant without offset",
    '{ practices(knownAt: "2011-04-01T00:00:00") { totalCount } }',
    '"2011-04-01T00:00:00"',
    "offset",
    "2011-04-01T09:30:00Z",
  ],
  [
    "a day for an instant",
    '{ practices(knownAt: "2011-04-01") { totalCount } }',
    '"2011-04-01"',
    "2011-04-01T09:30:00Z",
  ],
  ["an instant on no day", '{ practices(knownAt: "2011-02-30T00:00:00Z") { totalCount } }', '"2011-02-30"'],
  [
    "years that do not follow",
    '{ delegationSummary(financialYear: "2011/13") { pcts } }',
    '"2011/13"',
    "2011/12",
  ],
  ["a single year", '{ delegationSummary(financialYear: "2011") { pcts } }', '"2011"', "2011/12"],
  ["a code", '{ organisation(code: "no code!") { code } }', '"no code!"', "5PP"],
  ["a code in within", '{ delegationSummary(within: "%") { pcts } }', '"%"', "5PP"],
  [
    "a support provider to look within",
    '{ delegationSummary(within: "help-ltd") { pcts } }',
    "help-ltd",
    "support provider",
    "Q38",
  ],
  ["a global id", '{ node(id: "garbage") { id } }', '"garbage"', "global id"],
  ["a global id of no kind", '{ node(id: "TW9vbjoxMjM=") { id } }', '"TW9vbjoxMjM="', "global id"],
  ["a global id without code", '{ node(id: "UENUOg==") { id } }', '"UENUOg=="', "global id"],
  ["a global id of earlier versions", '{ node(id: "UENUOjVQUA==") { id } }', "UENUOjVQUA==", "no day", "5PP"],
  [
    "a global id of no day",
    `{ node(id: "${idOf("5PP", { asOf: "2011-13-01" })}") { id } }`,
    '"2011-13-01"',
    "2011-04-01",
  ],
  ["a global id of no code", `{ node(id: "${idOf("%")}") { id } }`, '"%"', "5PP"],
  [
    "a condition that is null",
    "{ practices(where: {name: null}) { totalCount } }",
    '"name" is null',
    "isNull: true",
  ],
  [
    "an operator that is null",
    "{ practices(where: {name: {eq: null}}) { totalCount } }",
    "eq: null",
    "isNull: true",
  ],
  [
    "a truth that is null",
    "{ practices(where: {hasDelegatedBudget: null}) { totalCount } }",
    '"hasDelegatedBudget" is null',
  ],
  ["isNull that is null", "{ practices(where: {postcode: {isNull: null}}) { totalCount } }", "isNull: null"],
  ["NOT that is null", "{ practices(where: {NOT: null}) { totalCount } }", '"NOT" is null'],
  [
    "a link that is null",
    "{ practices(where: {pct: null}) { totalCount } }",
    '"pct" is null',
    "exists: false",
  ],
  [
    "exists that is null",
    "{ practices(where: {pct: {exists: null}}) { totalCount } }",
    "exists: null",
    "true or false",
  ],
  ["some that is null", "{ pcts(where: {practices: {some: null}}) { totalCount } }", "some: null", "{}"],
  [
    "none at all of a kind",
    '{ practices(where: {pct: {exists: false, code: {eq: "5PP"}}}) { totalCount } }',
    "exists: false",
    "NOT: ",
  ],
  [
    "no end of a fact of a kind",
    '{ practices(where: {memberships: {some: {group: {exists: false, name: {eq: "x"}}}}}) { totalCount } }',
    "exists: false",
    "NOT: ",
  ],
];

describeOnEachEngine("Bad input", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, {
      sources: [source],
      organisations: [
        organisation("PCT", "5PP"),
        organisation("PRACTICE", "A81001"),
        organisation("SUPPORT_PROVIDER", "help-ltd"),
      ],
      facts: [fact({ kind: "MEMBERSHIP", from: "A81001", to: "5PP", status: "ESTABLISHED" })],
    });
  });

  it.each(badInput)(
    "%s: says what was given, what was expected and an example",
    async (_, query, ...words) => {
      const { code, message } = await refusal(graph, query);
      for (const word of words)
        expect(message).toMatch(word.includes("|") ? new RegExp(word) : literal(word));
      expect(code).toBe("BAD_USER_INPUT");
    },
  );

  it("answers null for an organisation that is not there", async () => {
    const answer = await ask(
      graph,
      `{ organisation(code: "5ZZ") { code } node(id: "${idOf("5ZZ")}") { id } }`,
    );
    expect(answer).toEqual({ organisation: null, node: null });
  });

  it("answers null in the place of each id that names nothing, and the others", async () => {
    const good = idOf("5PP");
    const none = [
      "garbage",
      "",
      "UENUOg==",
      "UENUOjVQUA==",
      idOf("5ZZ"),
      idOf("%%%"),
      idOf("5PP", { asOf: "soon" }),
    ];
    const ids = [good, ...none, good];
    const { nodes } = await ask(graph, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(nodes).toEqual([{ id: good }, ...none.map(() => null), { id: good }]);
    expect(await ask(graph, "{ nodes(ids: []) { id } }")).toEqual({ nodes: [] });
  });

  it("empties the field of a bad argument alone, whichever field of the root it is", async () => {
    const others = `good: organisation(code: "5PP") { name } count: practices { totalCount }`;
    for (const bad of [
      "practices(first: 5000) { totalCount }",
      "consortia(after: 4) { nodes { code } }".replace("4", '"x"'),
      "delegations(last: 5000) { totalCount }",
      'changes(from: "2011-04-01", to: "2011-04-01") { totalCount }',
      'conflicts(rules: ["none"]) { rule }',
      'paths(from: "5PP", to: "5ZZ") { facts { factId } }',
      'search(text: " ") { score }',
      'delegationSummary(within: "%") { pcts }',
      "practiceCounts(groupBy: PCT, first: -1) { practices }",
      'node(id: "x") { id }',
      'pct(code: "%") { name }',
      "auditLog { nodes { who } }",
    ]) {
      const { data, errors } = await tryAsk(graph, `{ bad: ${bad} ${others} }`);
      expect({ ...data }, bad).toEqual({
        bad: null,
        good: { name: expect.any(String) },
        count: { totalCount: 1 },
      });
      expect(
        errors?.map(({ path }) => path?.[0]),
        bad,
      ).toEqual(["bad"]);
    }
  });

  it("answers an empty page with totals where none is asked for, forwards and backwards", async () => {
    const page =
      "totalCount nodes { code } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
    const { one, two, members } = await ask(
      graph,
      `{ one: practices(first: 0) { ${page} totalPatients } two: pcts(last: 0) { ${page} }
         members: pct(code: "5PP") { list: members(first: 0) { ${page} } practices(first: 0) { totalCount } } }`,
    );
    const empty = { totalCount: 1, nodes: [], edges: [] };
    const ends = { startCursor: null, endCursor: null };
    const more = { hasNextPage: true, hasPreviousPage: false, ...ends };
    expect(one).toMatchObject({ ...empty, pageInfo: more });
    expect(two).toEqual({ ...empty, pageInfo: { hasNextPage: false, hasPreviousPage: true, ...ends } });
    expect(members).toEqual({ list: { ...empty, pageInfo: more }, practices: { totalCount: 1 } });
    expect(await ask(graph, '{ search(text: "5PP", first: 0) { score } }')).toEqual({ search: [] });
  });

  it("finds an organisation by its code where it is of the kind asked for, and nothing else", async () => {
    const answer = await ask(
      graph,
      `{ pct(code: "5pp") { code position } practice(code: "A81001") { code standing } sha(code: "5PP") { code }
         supportProvider(code: "help-ltd") { code sector } consortium(code: "5ZZ") { code } cluster(code: "A81001") { code } }`,
    );
    expect(answer).toMatchObject({
      pct: { code: "5PP" },
      practice: { code: "A81001" },
      sha: null,
      supportProvider: { code: "help-ltd" },
      consortium: null,
      cluster: null,
    });
  });

  it.each(['delegationSummary(within: "5ZZ") { pcts }', 'orphanedPractices(within: "5ZZ") { totalCount }'])(
    "refuses to look within what is not there: %s",
    async (field) => {
      const { code, message } = await refusal(graph, `{ ${field} }`);
      expect(message).toMatch(/"5ZZ".*expected.*Q38/);
      expect(code).toBe("NOT_FOUND");
    },
  );

  describe("of a where that is too large", () => {
    const source = "query ($where: PracticeWhere) { practices(where: $where) { totalCount } }";
    const name = { name: { contains: "a" } };
    const nested = (levels: number): object => (levels === 0 ? name : { NOT: nested(levels - 1) });

    it("says how deep it may be", async () => {
      expect(await ask(graph, source, { where: nested(11) })).toMatchObject({ practices: {} });
      expect(await refusal(graph, source, { where: nested(12) })).toMatchObject({
        code: "QUERY_TOO_COMPLEX",
        message: "The where is 13 levels deep; at most 12 are allowed. Split the question.",
        details: { bound: "where depth", limit: 12, actual: 13 },
      });
    });

    it("says how long it may be", async () => {
      const where = (conditions: number) => ({ OR: Array.from({ length: conditions }, () => name) });
      const { practices } = await ask(graph, source, { where: where(49) });
      expect(practices.totalCount).toBe(1);
      for (const conditions of [100, 5000]) {
        expect(await refusal(graph, source, { where: where(conditions) })).toMatchObject({
          code: "QUERY_TOO_COMPLEX",
          message: "The where is 101 conditions long; at most 100 are allowed. Split the question.",
        });
      }
    });

    it("counts empty parts too", async () => {
      const where = { OR: Array.from({ length: 5000 }, () => ({})) };
      expect(await refusal(graph, source, { where })).toMatchObject({ code: "QUERY_TOO_COMPLEX" });
    });
  });
});

describeOnEachEngine(
  "A where whose Cypher is too long",
  (engine) => {
    it("is refused, and says by how much", async () => {
      const graph = await engine.empty();
      const source = "query($where: PracticeWhere) { practices(where: $where) { totalCount } }";
      const links = (count: number) => ({
        AND: Array.from({ length: count }, () => ({
          consortium: { practices: { some: { outsideReason: { eq: "LEFT" } } } },
        })),
        pct: { code: { eq: "5PP" } },
      });
      expect(await ask(graph, source, { where: links(10) })).toMatchObject({ practices: {} });
      const { code, message } = await refusal(graph, source, { where: links(22) });
      expect(code).toBe("QUERY_TOO_COMPLEX");
      expect(message).toMatch(
        /^The where is \d+ characters of Cypher long, .* at most 22000 are allowed. Split/,
      );
    });
  },
  // A snapshot prints none.
  { snapshot: false },
);

const literal = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
