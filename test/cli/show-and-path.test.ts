import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { openDemonstration } from "../demonstration.ts";
import { keptOutput, runOn } from "./in-process.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openDemonstration();
});
afterAll(() => graph.close());

test("show --all tells an organisation's whole history, each fact with its source", async () => {
  const { exitCode, out } = await runOn(graph, ["show", "hunts-health", "--all"]);
  expect(exitCode).toBe(0);
  expect(out.split("\n")[0]).toBe("Hunts Health (hunts-health)");
  expect(out).toMatch(
    /\n {2}2010-10-01 to 2011-09-30 {2}Cambridgeshire PCT \(5PP\) delegates to Hunts Health \(hunts-health\): in force, everything but specialised commissioning, 2010\/11\n {2}[0-9a-f]{20} {6}A3, Cambridgeshire hands control to two consortia, 2010-10; reported/,
  );
});

test("show --all tells whose claim a fact is, a person's by name", async () => {
  const { out } = await runOn(graph, ["show", "trafford-consortium", "--all"]);
  expect(out).toContain(
    "derived; says Local medical committee of Trafford; it is taking control of the budget",
  );
  const dudley = await runOn(graph, ["show", "dudley-consortia", "--all"]);
  expect(dudley.out.match(/says Finance director of Dudley PCT \(5PE\)/g)).toHaveLength(3);
});

test("show --all leaves no fact of the API's history out", async () => {
  const query = '{ organisation(code: "5PP") { history { factId source { code } } } }';
  const { history } = JSON.parse((await runOn(graph, ["query", query])).out).data.organisation;
  const shown = JSON.parse((await runOn(graph, ["show", "5pp", "--json"])).out);
  const ids = (facts: { factId: string }[]) => facts.map(({ factId }) => factId);
  expect(ids(shown.history)).toEqual(ids(history));
  const { out } = await runOn(graph, ["show", "5PP", "--all"]);
  expect(out.match(/^ {2}[\d?][^ ]* +to /gm)).toHaveLength(history.length);
  expect(ids(history).filter((id) => !out.includes(id))).toEqual([]);
});

test("show --all marks what is no longer believed", async () => {
  const query = `{ orphanedPractices(knownAt: "2011-04-10T00:00:00Z", standing: [OUTSIDE], first: 1000) { nodes { code } }
    now: orphanedPractices(standing: [OUTSIDE], first: 1000) { nodes { code } } }`;
  const { data } = JSON.parse((await runOn(graph, ["query", query])).out);
  const now = new Set(data.now.nodes.map(({ code }: { code: string }) => code));
  const corrected = data.orphanedPractices.nodes.find(({ code }: { code: string }) => !now.has(code)).code;
  const { out } = await runOn(graph, ["show", corrected, "--all"]);
  expect(out).toMatch(/is in no consortium of .* \(believed until 2011-04-20T[^)]+\)\n/);
  const then = await runOn(graph, ["show", corrected, "--all", "--known-at", "2011-04-10T00:00:00Z"]);
  expect(then.out).not.toContain("believed until");
  const stdout = keptOutput({ isTerminal: true, columns: 120, colours: true });
  await runOn(graph, ["show", corrected, "--all"], { stdout });
  expect(stdout.text()).toContain("\u001b[9m");
});

test("show is short: what it is, where it belongs on the day and who says so, its money and its members", async () => {
  const { exitCode, out } = await runOn(graph, ["show", "5PP"]);
  expect(exitCode).toBe(0);
  expect(out.split("\n").length).toBeLessThan(24);
  expect(out).toMatch(/^Cambridgeshire PCT \(5PP\)\n {2}kind {10}PCT \[ONS12, confirmed\]\n/);
  expect(out).toContain("\nOn 2011-04-01\n");
  expect(out).toContain("  position      delegated or ready; a delegated budget is in force\n");
  expect(out).toContain("  belongs to    East of England (Q35): established [DS, reported]\n");
  expect(out).toContain("  budget        2010/11, £870,000,000 [A3, reported]\n");
  expect(out).toContain("  delegates to  Hunts Health (hunts-health): in force,");
  expect(out).toMatch(/\n {2}members {7}77 practices, 2 consortia\n {2}in conflict {3}nothing\n/);
  expect(out).toMatch(/commissioning show 5PP --all\n$/);
});

test("show says what is in conflict, and who is outside, as check and the API do", async () => {
  const { out } = await runOn(graph, ["show", "X001680"]);
  expect(out).toMatch(
    /\n {2}in conflict {3}error, two-consortia: Synthetic practice X001680, Brent \(X001680\)/,
  );
  // What its PCT is in conflict about is not about it.
  expect(out.match(/two-consortia/g)).toHaveLength(1);
  const area = await runOn(graph, ["show", "5K5"]);
  expect(area.out).toMatch(/in conflict {3}(error|1 within it: commissioning check --within 5K5)/);
  const outside = await runOn(graph, ["show", "X000647"]);
  expect(outside.out).toMatch(/standing {6}outside, in no consortium since 2011-03-01\n/);
  expect(outside.out).toContain(
    "  outside in    Milton Keynes PCT (5CQ): not accepted [SYNTHETIC, synthetic]\n",
  );
});

test("show answers for the day that is asked for, and says where it did not exist", async () => {
  const before = await runOn(graph, ["show", "5PP", "--as-of", "2007-01-01"]);
  expect(before.out).toContain("\nOn 2007-01-01\n");
  expect(before.out).not.toContain("delegates to");
  const after = await runOn(graph, ["show", "5PP", "--as-of", "2014-01-01"]);
  expect(after.out).toContain("It did not exist on that day.");
  expect((await runOn(graph, ["show", "mills-and-reeve"])).exitCode).toBe(0);
});

test.each([60, 80])("show and path fit a terminal of %i columns", async (columns) => {
  for (const args of [
    ["show", "5PP"],
    ["show", "5PP", "--all"],
    ["path", "hunts-health", "Q35"],
  ]) {
    const stdout = keptOutput({ isTerminal: true, columns });
    await runOn(graph, args, { stdout });
    expect(
      Math.max(
        ...stdout
          .text()
          .split("\n")
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(columns);
  }
});

test("show says that the clocks may be why nobody has a code", async () => {
  const { exitCode, err } = await runOn(graph, ["show", "5PP", "--known-at", "1999-01-01T00:00:00Z"]);
  expect(exitCode).toBe(2);
  expect(err).toMatch(
    /^There is no organisation "5PP" as the graph was known at 1999-01-01T00:00:00.*; it may/,
  );
});

test("show refuses a code that nobody has, and says how to find one", async () => {
  const { exitCode, err } = await runOn(graph, ["show", "5ZZ"]);
  expect(exitCode).toBe(2);
  expect(err).toMatch(
    /^There is no organisation "5ZZ" in the graph: expected a code that it holds, such as 5PP\./,
  );
});

test("path shows the shortest ways, and the facts that they follow", async () => {
  const { exitCode, out } = await runOn(graph, ["path", "hunts-health", "Q35"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(
    /^Hunts Health \(hunts-health\) – Cambridgeshire PCT \(5PP\) – East of England \(Q35\)\n/,
  );
  expect(out).toMatch(/\n2 ways\.\n$/);
  const ways = JSON.parse((await runOn(graph, ["path", "hunts-health", "Q35", "--json"])).out);
  expect(ways).toHaveLength(2);
  expect(ways[0].facts).toHaveLength(2);
});

test("path ends with 1 where nothing joins the two", async () => {
  const { exitCode, out } = await runOn(graph, ["path", "hunts-health", "Q35", "--as-of", "1990-01-01"]);
  expect({ exitCode, out }).toEqual({
    exitCode: 1,
    out: "Nothing joins hunts-health and Q35 on that day.\n",
  });
});
