import { buildSchema } from "graphql";
import { expect, test } from "vitest";
import { meetingFields } from "../../scripts/meeting-fields.ts";
import { removalsFrom } from "../../scripts/removals.ts";

const promised = `type Query { old: Old @deprecated(reason: "Use new.") new(by: E, was: In @deprecated(reason: "x")): I }
  type Old { a: Int } enum E { ONE TWO @deprecated(reason: "x") } input In { b: Int }
  interface I { c: Int } type T implements I { c: Int d: Int } type Mutation { m: Int }`;
const gone = (before: string, after: string) =>
  removalsFrom(buildSchema(promised), buildSchema(promised.replace(before, after), { assumeValid: true }));

test.each([
  ["a field", " d: Int", "", ["T.d"]],
  ["a field of an interface", "interface I { c: Int }", "interface I { x: Int }", ["I.c"]],
  ["an argument", "by: E,", "", ["E", "E.ONE", "Query.new(by:)"]],
  ["a value of an enum", "ONE ", "", ["E.ONE"]],
  ["a type", "type T implements I { c: Int d: Int }", "", ["T", "T.c", "T.d"]],
  ["a mutation", "type Mutation { m: Int }", "type Mutation { n: Int }", ["Mutation.m"]],
])("%s that was not deprecated cannot be removed", (_, before, after, names) => {
  expect(gone(before, after).sort()).toEqual(names);
});

test.each([
  ["a field, with the type that it alone leads to", 'old: Old @deprecated(reason: "Use new.")', ""],
  ["an argument, with its input", ', was: In @deprecated(reason: "x")', ""],
  ["a value of an enum", ' TWO @deprecated(reason: "x")', ""],
])("%s that was deprecated can be removed", (_, before, after) => {
  expect(gone(before, after)).toEqual([]);
});

test("what is added and what stays is no removal", () => {
  expect(gone("{ c: Int d: Int }", "{ c: Int d: Int e: Int }")).toEqual([]);
});

test("fields of one name that can meet in one fragment and differ are named", () => {
  const schema = buildSchema(`type Query { node: N any: U } interface N { id: ID }
    type A implements N { id: ID same: Int list: [Int] object: A } type B implements N { id: ID same: Int list: Int object: B }
    type C { money: Float } type D { money: Float! } type E { money: String } union U = C | D`);
  expect(meetingFields(schema)).toEqual(["list: Int of B, [Int] of A", "money: Float of C, Float! of D"]);
});
