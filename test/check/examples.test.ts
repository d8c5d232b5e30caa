import { readdirSync, readFileSync } from "node:fs";
import { parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { schema } from "../../src/schema/schema.ts";
import { ask } from "../contract/asking.ts";
import { openDemonstration } from "../demonstration.ts";

/** What a reader sees first is what the program does: run on the embedded demonstration graph. */
let graph: Graph;
beforeAll(async () => {
  graph = await openDemonstration();
});
afterAll(() => graph.close());

const textOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** What each kind of user reads first. */
const pages = ["README.md", "docs/researchers.md", "docs/frontend-developers.md", "docs/data-teams.md"];

describe.each(pages)("%s", (page) => {
  const blocks = [...textOf(page).matchAll(/```graphql\n(.*?)```\n\n```json\n(.*?)```/gs)];

  it("has a query with its answer", () => {
    expect(blocks.length).toBe(1);
  });

  it.each(blocks.map(([, query = "", answer = ""], index) => ({ index, query, answer })))(
    "prints the answer that query $index gives",
    async ({ query, answer }) => {
      expect(await ask(graph, query)).toEqual(JSON.parse(answer));
    },
  );
});

describe("GraphiQL's examples", () => {
  const folder = "src/graphiql/examples/";
  const files = readdirSync(new URL(`../../${folder}`, import.meta.url));

  it.each(files)("%s fits the schema and has an answer", async (file) => {
    const query = textOf(folder + file);
    expect(validate(schema, parse(query))).toEqual([]);
    const answer = await ask(graph, query);
    for (const value of Object.values(answer)) expect(value).not.toBeNull();
  });
});
