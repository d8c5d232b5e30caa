import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { openDemonstration } from "../demonstration.ts";
import { runOn } from "./in-process.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openDemonstration();
});
afterAll(() => graph.close());

const cambridgeshire = { organisation: { name: "Cambridgeshire PCT" } };

test("a question is answered as over HTTP, with what to repeat it by", async () => {
  const { exitCode, out } = await runOn(graph, ["query", '{ organisation(code: "5PP") { name } }']);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    data: cambridgeshire,
    extensions: { dataset: { asOf: "2011-04-01", reads: [{ asOf: "2011-04-01" }] } },
  });
});

test.each([
  ['{ organisation(code: "5PP") { name } }', undefined],
  ["{ pcts(first: 3) { nodes { name } totalCount } }", undefined],
  ['{ organisation(code: "5PP", asOf: "2010-11-01") { ... on PCT { position delegatedShare } } }', undefined],
  ["{ dataset { referenceDate sources { code } } }", undefined],
  // Oxfordshire's report, budget and delegations are made up, and so is its share.
  ['{ organisation(code: "5QE") { ... on PCT { name position delegatedShare } } }', true],
  ["{ pcts(where: { position: { eq: DEVELOPING } }) { nodes { name } } }", true],
  ["{ practices(first: 0) { totalCount } }", true],
  ["{ practiceCounts(groupBy: SHA) { practices } }", true],
  ["{ delegationSummary { practicesOutside } }", true],
  ['{ organisation(code: "5QE") { ... on PCT { hasDelegatedBudget } } }', true],
  ['{ crosswalk(from: PCT, to: SHA, fromAsOf: "2011-04-01", toAsOf: "2011-04-01") { practices } }', true],
])("an answer says where it rests on something made up: %s", async (question, synthetic) => {
  const { exitCode, out } = await runOn(graph, ["query", question]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(out).extensions.dataset.synthetic).toBe(synthetic);
});

test("a question comes from a file, and its variables from another", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "commissioning-"));
  writeFileSync(join(cwd, "q.graphql"), "query($c: String!) { organisation(code: $c) { name } }");
  writeFileSync(join(cwd, "v.json"), '{"c": "5PP"}');
  const { out } = await runOn(graph, ["query", "--file", "q.graphql", "--variables", "@v.json"], { cwd });
  expect(JSON.parse(out).data).toEqual(cambridgeshire);
});

test("a question comes from standard input, and is about the day of --as-of", async () => {
  const stdin = Readable.from([
    Buffer.from("{ dataset { referenceDate } organisation(code: "),
    Buffer.from('"5PP") { name } }'),
  ]);
  const { out } = await runOn(graph, ["query", "--as-of", "2012-01-31"], { stdin });
  expect(JSON.parse(out)).toMatchObject({
    data: cambridgeshire,
    extensions: { dataset: { asOf: "2012-01-31" } },
  });
});

test.each([
  ["{ organisation(code: }", "GRAPHQL_PARSE_FAILED", /Syntax Error/],
  ["{ nothing }", "GRAPHQL_VALIDATION_FAILED", /Cannot query field "nothing"/],
  ['{ orphanedPractices(within: "5ZZ") { totalCount } }', "NOT_FOUND", /there is no organisation "5ZZ"/],
])("an answer to %s has an error, and the exit code is 1", async (question, code, message) => {
  const { exitCode, out } = await runOn(graph, ["query", question]);
  expect(exitCode).toBe(1);
  expect(JSON.parse(out).errors).toMatchObject([
    { message: expect.stringMatching(message), extensions: { code } },
  ]);
});

test.each([
  [["{ a }", "--variables", "[1]"], /^--variables: "\[1\]" is not a JSON object: expected one, such as /],
  [["{ a }", "--file", "q"], /^The question is given twice/],
  [["--file", "nowhere.graphql"], /^nowhere\.graphql cannot be read \(there is no such file\)/],
  [["{ a }", "--as-of", "2011-13-01"], /"2011-13-01" is not a date/],
])("query %j is refused with exit code 2", async (args, message) => {
  const { exitCode, err } = await runOn(graph, ["query", ...args]);
  expect(exitCode).toBe(2);
  expect(err).toMatch(message);
});
