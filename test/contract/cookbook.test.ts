import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { printAnswer, readCookbook, withAnswers } from "../docs/read-cookbook.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";

const file = new URL("../../docs/cookbook.md", import.meta.url);
const text = readFileSync(file, "utf8");
const recipes = readCookbook(text);
/** UPDATE_COOKBOOK=1 writes the answers of the embedded engine into the cookbook. */
const update = process.env.UPDATE_COOKBOOK === "1";

test("The cookbook has an answer after every query, to 25 questions and more", () => {
  expect(recipes).toHaveLength(text.split("```graphql\n").length - 1);
  expect(new Set(recipes.map(({ question }) => question)).size).toBe(recipes.length);
  expect(text.split("\n### ").length - 1).toBeGreaterThanOrEqual(25);
});

describeOnEachEngine("The cookbook", (engine) => {
  let graph: Graph;
  const answers: string[] = [];
  beforeAll(async () => {
    graph = await engine.demonstration();
  });
  afterAll(() => {
    if (update && engine.name === "embedded" && answers.length === recipes.length)
      writeFileSync(file, withAnswers(text, answers));
  });

  test.each(recipes)("$question", { timeout: 120_000 }, async ({ query, variables, answer }) => {
    const data = await ask(graph, query, variables);
    answers.push(printAnswer(data));
    if (!update) expect(data).toEqual(JSON.parse(answer));
  });
});
