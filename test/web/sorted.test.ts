import { expect, test } from "vitest";
import { sorted } from "../../web/parts/sorted.ts";

const itself = <Value>(value: Value) => value;

test("numbers sort as numbers, both ways", () => {
  expect(sorted([10, 9, 100], itself, "ascending")).toEqual([9, 10, 100]);
  expect(sorted([10, 9, 100], itself, "descending")).toEqual([100, 10, 9]);
});

test("texts sort without regard to case, and numbers in them by size", () => {
  expect(sorted(["b 10", "B 9", "a"], itself, "ascending")).toEqual(["a", "B 9", "b 10"]);
});

test("what is unknown comes last, whichever way", () => {
  expect(sorted([null, 1, undefined, 2], itself, "ascending")).toEqual([1, 2, null, undefined]);
  expect(sorted([null, 1, undefined, 2], itself, "descending")).toEqual([2, 1, null, undefined]);
});
