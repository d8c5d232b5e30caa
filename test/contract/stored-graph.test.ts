import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it, test } from "vitest";
import type { Graph, Statement } from "../../src/graph/graph.ts";
import { live } from "../../src/graph/statements/clocks.ts";
import { latestRevision } from "../../src/model/dates.ts";
import { printAnswer } from "../docs/read-cookbook.ts";
import { describeOnEachEngine } from "../engines.ts";

/** docs/stored-graph.md: each query has the answer that the page gives, on each engine. */

const file = new URL("../../docs/stored-graph.md", import.meta.url);
const page = readFileSync(file, "utf8");
/** UPDATE_COOKBOOK=1 writes the answers of the embedded engine into the page. */
const update = process.env.UPDATE_COOKBOOK === "1";

const block =
  /(?:```cypher parameters\n(?<given>[\s\S]*?)```\n\n)?```cypher\n(?<cypher>[\s\S]*?)```\n\n```json\n(?<answer>[\s\S]*?)```/g;
const questions = [...page.matchAll(block)].map(({ groups = {} }) => ({
  cypher: groups.cypher ?? "",
  given: JSON.parse(groups.given ?? "{}"),
  answer: groups.answer ?? "",
}));
const all = { asOf: "2011-04-01", knownAt: "9999-12-31T23:59:59.998Z", atRevision: latestRevision };

const statement = (cypher: string): Statement<object, Record<string, unknown>> => ({
  name: "a question of docs/stored-graph.md",
  // The embedded engine takes no comments.
  cypher: cypher.replaceAll(/ \/\/ .*/g, ""),
  row: (raw) => ({ ...raw }),
});

test("The page has ten questions and more, and their conditions are the program's", () => {
  expect(questions.length).toBeGreaterThan(10);
  expect(page.split("\n### ").filter((part) => /^\d+\. /.test(part))).toHaveLength(10);
  const conditions = [...page.matchAll(/(?:WHERE|AND) (.*) \/\/ (\w+) at the clocks/g)];
  expect(conditions.length).toBeGreaterThan(12);
  for (const [, condition, fact = ""] of conditions) expect(condition).toBe(live(fact));
});

describeOnEachEngine("The stored graph", (engine) => {
  let graph: Graph;
  const answers: string[] = [];
  beforeAll(async () => {
    graph = await engine.demonstration();
  });
  afterAll(() => {
    if (!update || engine.name !== "embedded" || answers.length !== questions.length) return;
    let index = 0;
    const answered = page.replaceAll(block, (whole) =>
      whole.replace(/```json\n[\s\S]*$/, () => `\`\`\`json\n${answers[index++]}\`\`\``),
    );
    writeFileSync(file, answered);
  });

  it.each(questions)("answers as the page says: $cypher", async ({ cypher, given, answer }) => {
    const rows = await graph.read(statement(cypher), { ...all, ...given });
    answers.push(printAnswer(rows));
    if (update) return;
    expect(rows).toEqual(JSON.parse(answer));
    expect(rows.length).toBeGreaterThan(0);
  });

  it("has no property and no label that the page does not name", async () => {
    const { rows: properties } = await names(
      graph,
      "MATCH ()-[r]->() UNWIND keys(r) AS name RETURN DISTINCT name",
    );
    const { rows: described } = await names(
      graph,
      "MATCH (o:Organisation) UNWIND keys(o) AS name RETURN DISTINCT name",
    );
    const { rows: labels } = await names(
      graph,
      "MATCH (n) WHERE NOT n:TestGraph UNWIND labels(n) AS name RETURN DISTINCT name",
    );
    expect(properties.length).toBeGreaterThan(15);
    for (const name of [...properties, ...described, ...labels]) expect(page, name).toContain(`\`${name}\``);
  });

  it.skipIf(engine.name !== "neo4j")("refuses to write in a session for reading", async () => {
    await expect(
      graph.read(statement('CREATE (t:Trial {code: "x"}) RETURN t.code AS code'), {}),
    ).rejects.toThrow();
    expect(await graph.read(statement("MATCH (t:Trial) RETURN t.code AS code"), {})).toEqual([]);
  });
});

async function names(graph: Graph, cypher: string): Promise<{ rows: string[] }> {
  return { rows: (await graph.read(statement(cypher), {})).map(({ name }) => String(name)) };
}
