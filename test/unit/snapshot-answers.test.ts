import { expect, it } from "vitest";
import { exportedStatements } from "../../scripts/cypher-statements.ts";
import { answerTo } from "../../src/snapshot/answers.ts";

it("A statement that a snapshot answers is known by its name: no other has it", async () => {
  const texts = new Map<string, Set<string>>();
  for (const { name, cypher, row = () => ({}) } of await exportedStatements()) {
    if (!answerTo({ name, cypher, row })) continue;
    texts.set(name, (texts.get(name) ?? new Set()).add(cypher));
  }
  expect(texts.size).toBeGreaterThan(30);
  // The number of hops, which its text depends on, is also one of its parameters.
  expect([...texts].filter(([, { size }]) => size > 1).map(([name]) => name)).toEqual(["links above"]);
});
