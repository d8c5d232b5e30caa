import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Compilation } from "../../src/graph/cypher/compilation.ts";
import { compileCondition } from "../../src/graph/cypher/condition.ts";
import { print } from "../../src/graph/cypher/print.ts";
import { BadUserInput } from "../../src/model/errors.ts";
import type { Where } from "../../src/model/filters.ts";
import { kindNames } from "../../src/model/kinds.ts";
import { checkWhere } from "../../src/query/check-where.ts";
import { everything, planOrganisations } from "../../src/query/plan.ts";
import { whereOn } from "../contract/plain/questions.ts";

/** What decides the text of a filter beside its shape. */
const ofShape = new Set(["isNull", "exists"]);

/** The same tree with other values. */
function changed(where: unknown, name = ""): unknown {
  if (ofShape.has(name)) return where;
  if (name === "in") return ["changed"];
  if (name !== "AND" && name !== "OR" && Array.isArray(where)) return ["changed"];
  if (Array.isArray(where)) return where.map((part) => changed(part));
  if (typeof where === "boolean") return !where;
  if (typeof where === "number") return where + 17;
  if (typeof where === "string") return `changed "${where}`;
  return Object.fromEntries(
    Object.entries(where as object).map(([key, value]) => [key, changed(value, key)]),
  );
}

const entity = fc.constantFrom(...Object.values(kindNames));
const question = entity.chain((name) => fc.tuple(fc.constant(name), whereOn(name, 3)));

const page = { size: 11, backwards: false };

describe("The text of a filter", () => {
  it("holds no values: trees of one shape have one text", () => {
    fc.assert(
      fc.property(question, ([name, where]) => {
        const list = (of: unknown) =>
          print(
            planOrganisations({
              entity: name,
              link: null,
              parents: [everything],
              where: of as Where,
              order: [],
              page,
              totals: true,
            }),
          );
        const [one, other] = [list(where), list(changed(where))];
        expect(other.statement.cypher).toBe(one.statement.cypher);
        expect(Object.keys(other.params)).toEqual(Object.keys(one.params));
      }),
      { numRuns: 500 },
    );
  });

  it("names no two things alike, however many links it has", () => {
    const compilation = new Compilation();
    const links = Array.from({ length: 12 }, () => ({ sha: { code: { eq: "Q38" } } }));
    const text = compileCondition(compilation, checkWhere("Practice", { AND: links }), "o");
    const declared = [...text.matchAll(/[([](v\w+):/g)].map(([, name]) => name);
    // Two hops, what they reach, and whatever claim could outdo that of the first hop.
    expect(declared).toHaveLength(4 * links.length);
    expect(new Set(declared).size).toBe(declared.length);
  });

  it("has no OR, which Neo4j's planner would multiply out, with every subquery in it", () => {
    fc.assert(
      fc.property(question, ([name, where]) => {
        const condition = checkWhere(name, where);
        expect(compileCondition(new Compilation(), condition, "o")).not.toMatch(/\bOR\b/);
      }),
      { numRuns: 500 },
    );
  });

  it("takes a value apart from the text, whatever it holds", () => {
    const compilation = new Compilation();
    const value = `x"}) DETACH DELETE n //`;
    const text = compileCondition(compilation, checkWhere("PCT", { name: { contains: value } }), "o");
    expect(text).not.toContain("DETACH");
    expect(Object.values(compilation.params)).toEqual([value.toLowerCase()]);
  });

  it("refuses names that the vocabulary does not have", () => {
    const check = (where: Where) => () => checkWhere("PCT", where);
    expect(check({ "n) DETACH DELETE (n": {} })).toThrow(BadUserInput);
    expect(check({ name: { like: "x" } })).toThrow(/"like" is not known: expected eq, not, in/);
    expect(check({ practices: { most: {} } })).toThrow(/expected some, every or none/);
    expect(check({ listSize: { eq: 1 } })).toThrow(/PCT has no "listSize"; it has code, name/);
  });
});
