import { complexityFromQuery } from "@pothos/plugin-complexity";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "../../src/schema/schema.ts";
import { readSettings } from "../../src/server/settings.ts";
import { expectBearable } from "./bearable.ts";
import { heaviest, kinds } from "./heaviest.ts";

const { limits } = readSettings({});

describe("A field that reads more than it answers", () => {
  const aliases = (field: string) =>
    `{ ${Array.from({ length: 100 }, (_, n) => `a${n}: ${field}`).join(" ")} }`;

  it.each([
    `changes(from: "2010-07-31", to: "2012-04-01", first: 1) { totalCount }`,
    `changes(from: "2010-07-31", to: "2012-04-01", first: 1) { counts { count } }`,
    `changes(from: "2010-07-31", to: "2012-04-01", first: 1) { pageInfo { hasNextPage } }`,
    `conflicts { rule }`,
    `paths(from: "5PP", to: "5PN") { facts { factId } }`,
    `search(text: "health") { score }`,
    `delegationSummary { pcts }`,
  ])("is refused a hundred times over, whatever it answers: %s", (field) => {
    const { complexity } = complexityFromQuery(parse(aliases(field)), { schema, ctx: {} });
    expect(complexity).toBeGreaterThan(limits.complexity);
  });
});

describe("A plain question", () => {
  it.each([
    `changes(from: "2010-07-31", to: "2012-04-01") { totalCount counts { kind count } nodes { kind description } }`,
    `changes(from: "2010-07-31", to: "2012-04-01", first: 1000) { totalCount counts { kind count } nodes { kind description } }`,
    `conflicts { rule message facts { factId } }`,
    `practices(first: 1000) { totalCount totalPatients nodes { code name listSize standing pct { name } } }`,
    `orphanedPractices(first: 1000) { totalCount nodes { code name outsideReason suggestedConsortia { evidence } } }`,
    `search(text: "health", first: 100) { score organisation { name } }`,
  ])("is allowed, with all that it can be asked for at once: %s", (field) => {
    const { complexity } = complexityFromQuery(parse(`{ ${field} }`), { schema, ctx: {} });
    expect(complexity).toBeLessThanOrEqual(limits.complexity);
  });
});

/** All kinds are asked in heaviest-questions.long.test.ts. */
describe("The heaviest question that is allowed", () => {
  expectBearable({ changes: heaviest(kinds["changes, counted"] as (typeof kinds)[string]) });
});
