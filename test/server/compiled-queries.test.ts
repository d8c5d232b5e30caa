import { readFileSync } from "node:fs";
import { execute, getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import { beforeAll, describe, expect, it, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { parseDate, toInstant } from "../../src/model/dates.ts";
import { createContext } from "../../src/resolvers/context.ts";
import { schema } from "../../src/schema/schema.ts";
import { type CompiledQueries, compiledQueries } from "../../src/server/compiled-queries.ts";
import { sizeWhenCompiled } from "../../src/server/size-when-compiled.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { reader } from "../callers.ts";
import { readCookbook } from "../docs/read-cookbook.ts";
import { ask, demonstrationSettings, stoppedAtEnd } from "./serving.ts";

let server: RunningServer;
const now = toInstant(new Date());
beforeAll(async () => {
  server = stoppedAtEnd(await startServer(demonstrationSettings({ RESPONSE_CACHE_BYTES: "0" }), application));
}, 120_000);

const newContext = () =>
  createContext({
    graph: server.graph,
    caller: reader,
    requestId: "test",
    defaultAsOf: parseDate("2011-04-01"),
    now,
  });

function questionOf(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  return { document, operation: getOperationAST(document) as OperationDefinitionNode, variables };
}
type Question = ReturnType<typeof questionOf>;

/** The answer when it is asked for the third time; undefined where graphql-js is to make it. */
async function third(question: Question, answer: CompiledQueries = compiledQueries(schema)) {
  const asked = () => answer({ ...question, contextValue: newContext() });
  expect([await asked(), await asked()]).toEqual([undefined, undefined]);
  return asked();
}

async function fromGraphqlJs({ document, variables }: Question) {
  const contextValue = newContext();
  const { data } = await execute({ schema, document, contextValue, variableValues: variables });
  return data;
}

describe("A query that is asked for the third time", () => {
  const recipes = readCookbook(readFileSync(new URL("../../docs/cookbook.md", import.meta.url), "utf8"));

  it("answers as graphql-js does, each of the cookbook's, and most of them compiled", {
    timeout: 120_000,
  }, async () => {
    const compiled = [];
    for (const { query, variables } of recipes) {
      const question = questionOf(query, variables);
      const answer = await third(question);
      if (answer === undefined) continue;
      compiled.push(query);
      expect(JSON.stringify(answer), query).toBe(JSON.stringify(await fromGraphqlJs(question)));
    }
    expect(compiled.length).toBeGreaterThan(15);
  });

  it("is compiled once for all values of its variables", async () => {
    const answer = compiledQueries(schema);
    const question = questionOf("query ($first: Int = 2) { pcts(first: $first) { nodes { code } } }");
    const first = { ...question, variables: { first: 1 } };
    for (const asked of [await third(question, answer), await fromGraphqlJs(question)])
      expect(asked).toMatchObject({ pcts: { nodes: { length: 2 } } });
    const again = await answer({ ...first, contextValue: newContext() });
    expect(again).toMatchObject({ pcts: { nodes: { length: 1 } } });
  });

  it.each([
    "pcts(first: 2) { nodes { code name @include(if: $yes) } totalCount @skip(if: $yes) }",
    "pcts(first: 2) { ...Page @include(if: $yes) totalCount } ",
    "pcts(first: 2) { nodes { ... @skip(if: $yes) { code ...Named } ... on PCT @include(if: $yes) { position } } }",
    "pcts(first: 2) { nodes { ...Named } } again: pcts(first: 1) { nodes { ...Named name } }",
  ])("is compiled for each choice of its directives: %s", async (selection) => {
    const answer = compiledQueries(schema);
    const text = `query ($yes: Boolean! = true) { dataset { revision } ${selection} ...Unused @skip(if: true) }
      fragment Page on PCTConnection { nodes { code name @skip(if: $yes) } }
      fragment Named on PCT { code name @include(if: $yes) } fragment Unused on Query { dataset { revision ...Of } }
      fragment Of on Dataset { synthetic }`;
    const question = questionOf(text);
    for (const variables of [{}, { yes: true }, { yes: false }]) {
      const asked = { ...question, variables };
      const expected = await fromGraphqlJs(asked);
      let compiled = await answer({ ...asked, contextValue: newContext() });
      for (let times = 0; times < 2; times++)
        compiled = await answer({ ...asked, contextValue: newContext() });
      expect(JSON.stringify(compiled)).toBe(JSON.stringify(expected));
    }
  });

  it.each([
    ["changes something", 'mutation { retractFact(input: { factId: "x", reason: "x" }) { __typename } }'],
    ["is left nothing by its directives", "{ dataset { revision @skip(if: true) } }"],
    [
      "has a directive that another operation decides",
      "query A { ...d } query B($yes: Boolean!) { ...d } fragment d on Query { dataset { revision synthetic @skip(if: $yes) } }",
    ],
    ["names an answer as a prototype", "{ dataset { __proto__: revision } }"],
    ["asks for the schema", "{ __schema { queryType { name } } }"],
    ["has an input object as a variable", "query ($where: PCTWhere) { pcts(where: $where) { totalCount } }"],
    ["has a list of them", "query ($all: [PCTWhere!]) { pcts(where: { OR: $all }) { totalCount } }"],
    ["is long", `{ ${[...Array(26)].map((_, index) => `a${index}: dataset { revision }`).join(" ")} }`],
  ])("is left to graphql-js where it %s", async (_, text) => {
    const document = parse(text);
    const [operation] = document.definitions as OperationDefinitionNode[];
    expect(
      await third({ document, operation: operation as OperationDefinitionNode, variables: {} }),
    ).toBeUndefined();
  });

  it.each([
    '{ organisation(code: "5PP") { code } paths(from: "Q38", to: "no code!") { length } }',
    "{ practices(first: 2) { nodes { code } } pcts(first: -1) { nodes { code } } }",
    "query ($asOf: Date) { pcts(first: 1, asOf: $asOf) { nodes { code } } }",
  ])("is refused in the same words as before: %s", async (text) => {
    const variables = text.includes("$") ? { asOf: "yesterday" } : {};
    const answers = [];
    for (let times = 0; times < 4; times++) answers.push((await ask(server, text, variables)).body);
    expect(answers[0]?.errors).toHaveLength(1);
    expect(answers.map(({ data, errors }) => ({ data, errors }))).toEqual(
      Array(4).fill({ data: answers[0]?.data, errors: answers[0]?.errors }),
    );
  });

  it("tells over HTTP which state it was read from, as at first", async () => {
    const answers = [];
    for (let times = 0; times < 4; times++)
      answers.push(
        (await ask(server, "{ clusters(first: 60) { nodes { name pcts { totalCount } } } }")).body,
      );
    expect(answers[0]).toHaveProperty("extensions.dataset.reads");
    expect(answers).toEqual(Array(4).fill(answers[0]));
  });
});

test.each([
  ["{ dataset { revision } }", 2],
  ["{ dataset { ...d } again: dataset { ...d } } fragment d on Dataset { revision __typename }", 6],
  // An organisation is one of six: a field of any is compiled for each, a field of one kind for that alone.
  ['{ organisation(code: "x") { code ... on PCT { position } } }', 1 + 6 + 1],
  ['{ organisation(code: "x") { successors { successors { code } } } }', 1 + 6 * (1 + 6 * (1 + 6))],
  [
    "query ($a: Date, $b: String!) { pcts(asOf: $a, where: { code: { in: [$b, $b] } }) { totalCount } }",
    2 + 3,
  ],
])("%s is of size %i when it is compiled", (text, size) => {
  const { document, operation } = questionOf(text);
  expect(sizeWhenCompiled(schema, document, operation)).toBe(size);
});
