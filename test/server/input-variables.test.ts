import { isInputObjectType, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { schema } from "../../src/schema/schema.ts";
import { startServer } from "../../src/server/start-server.ts";
import { questionsOfInputTypes } from "../fuzz/input-types.ts";
import { longestHold } from "../longest-hold.ts";
import { ask, stoppedAtEnd, testSettings } from "./serving.ts";

const questions = questionsOfInputTypes(schema);

test("every type that an input has is asked as a variable", () => {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  expect(inputs.length).toBeGreaterThan(50);
  for (const { query } of questions) expect(validate(schema, parse(query)), query).toEqual([]);
  expect(questions.map(({ type }) => type)).toEqual(expect.arrayContaining(inputs.map(({ name }) => name)));
});

test("no type as a variable holds the server, the first time or the fifth", {
  timeout: 120_000,
}, async () => {
  const server = stoppedAtEnd(
    await startServer(testSettings({ RESPONSE_CACHE_BYTES: "0" }), {
      ...application,
      seedGraph: (graph, options) => application.seedGraph(graph, { ...options, factsOnly: true }),
    }),
  );
  const held: Record<string, number> = {};
  for (const { type, query, variables } of questions) {
    held[type] = await longestHold(async () => {
      for (let times = 0; times < 5; times++) {
        const { status, body } = await ask(server, query, variables);
        expect([200, 400], `${query} ${JSON.stringify(body.errors)}`).toContain(status);
      }
    });
  }
  const [[slowest, milliseconds] = ["", 0]] = Object.entries(held).sort(([, a], [, b]) => b - a);
  console.info(`Of ${questions.length} types the loop is held longest by ${slowest}: ${milliseconds} ms`);
  expect(milliseconds, slowest).toBeLessThan(1_000);
});
