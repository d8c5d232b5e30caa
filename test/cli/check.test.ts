import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { type RuleName, ruleNames } from "../../src/model/conflict.ts";
import { openDemonstration } from "../demonstration.ts";
import { runOn } from "./in-process.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openDemonstration();
});
afterAll(() => graph.close());

const document = "{ conflicts { rule severity message subject { code } facts { factId } } }";
interface Conflict {
  readonly rule: RuleName;
  readonly severity: string;
  readonly message: string;
  readonly subject: { readonly code: string };
  readonly facts: readonly { readonly factId: string }[];
}
const conflicts = async (): Promise<Conflict[]> =>
  JSON.parse((await runOn(graph, ["query", document])).out).data.conflicts;

test("check finds by every rule, and its JSON is SARIF 2.1.0", async () => {
  const { exitCode, out } = await runOn(graph, ["check", "--json"]);
  const { version, runs } = JSON.parse(out);
  expect(exitCode).toBe(1);
  expect(version).toBe("2.1.0");
  expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(ruleNames);
  const levels: Record<string, string> = { ERROR: "error", WARNING: "warning", INFO: "note", GAP: "none" };
  const expected = (await conflicts()).map(({ rule, severity, message, subject, facts }) => ({
    ruleId: rule,
    ruleIndex: ruleNames.indexOf(rule),
    level: levels[severity],
    message: { text: message },
    locations: [{ logicalLocations: [{ fullyQualifiedName: subject.code }] }],
    properties: { facts: facts.map(({ factId }) => ({ factId })) },
  }));
  expect(runs[0].results).toHaveLength(expected.length);
  expect(runs[0].results).toMatchObject(expected);
  expect(runs[0].properties).toMatchObject({ asOf: "2011-04-01", revision: expect.any(Number) });
});

test("check prints everything that it found, each with its sources", async () => {
  const { out } = await runOn(graph, ["check"]);
  for (const { message } of await conflicts()) expect(out).toContain(message);
  expect(out).toMatch(/\n5 errors, \d+ warnings, \d+ notes?, \d+ gaps\.\n$/);
  const { out: csv } = await runOn(graph, ["check", "--csv"]);
  expect(csv.trim().split("\r\n")).toHaveLength((await conflicts()).length + 1);
});

test.each([
  [["--rule", "two-consortia"], 1],
  [["--rule", "two-clusters"], 0],
  [["--rule", "pathfinder-without-plans"], 0],
  [["--rule", "pathfinder-without-plans", "--severity", "warning"], 1],
  [["--rule", "empty-consortium", "--severity", "warning"], 0],
  [["--rule", "empty-consortium", "--severity", "info"], 0],
  [["--rule", "empty-consortium", "--severity", "gap"], 1],
])("check %j ends with %i", async (flags, expected) => {
  expect((await runOn(graph, ["check", ...flags])).exitCode).toBe(expected);
});

test("a rule and a severity that do not exist are refused with exit code 2", async () => {
  const rule = await runOn(graph, ["check", "--rule", "two-heads"]);
  expect(rule.exitCode).toBe(2);
  expect(rule.err).toContain("Allowed choices are two-consortia,");
  expect((await runOn(graph, ["check", "--severity", "fatal"])).exitCode).toBe(2);
});
