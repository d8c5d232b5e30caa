import { expect, it } from "vitest";
import type { Code } from "../../src/model/code.ts";
import { contradictions } from "../../src/model/conflict.ts";
import { told } from "./facts.ts";

/** Which claims about what is delegated to one consortium contradict each other. */

const claim = (from: string, stage: string, said: object = {}) =>
  told("DELEGATION", {
    ...{ from, to: "alpha-health", financialYear: "2011/12", stage, amountGbp: null, shareOfBudget: null },
    ...{ scope: null, source: "S", ...said },
  });

const disputed = (...facts: ReturnType<typeof claim>[]): number =>
  contradictions("disputed-delegation", { subject: "alpha-health" as Code, facts }).length;

const director = { assertedByName: "Finance director of Dudley PCT" };

it.each([
  [
    "one person of one named thing",
    { ...director, scope: "contracts" },
    { ...director, scope: "contracts" },
    1,
  ],
  ["one person of whatever each delegates", director, director, 0],
  ["two persons", director, { assertedByName: "Its chair" }, 1],
  ["a person and a body", director, { assertedBy: "5PE" }, 1],
  [
    "one body, by two persons",
    { assertedBy: "5PE", ...director },
    { assertedBy: "5PE", assertedByName: "Its chair" },
    1,
  ],
  ["nobody", { scope: "contracts" }, { scope: "contracts", source: "T" }, 0],
])("claims of %s, that two bodies delegate at different stages", (_, one, other, count) => {
  expect(disputed(claim("5PE", "READY", one), claim("black-country-cluster", "PLANNED", other))).toBe(count);
});

it("two stages of one delegation are a contradiction where two sources tell of them", () => {
  expect(disputed(claim("5PE", "READY"), claim("5PE", "PLANNED", { source: "T" }))).toBe(1);
  expect(disputed(claim("5PE", "READY"), claim("5PE", "READY", { source: "T" }))).toBe(0);
});
