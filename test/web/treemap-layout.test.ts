import { expect, test } from "vitest";
import { linesFor } from "../../web/views/england/layout.ts";

test("a name is drawn in whole lines, and only where its longest word fits", () => {
  expect(linesFor("Devon", 100, 100)).toBe(6);
  expect(linesFor("Devon", 100, 17)).toBe(1);
  expect(linesFor("Devon", 100, 16)).toBe(0);
  expect(linesFor("Devon", 30, 100)).toBe(0);
  expect(linesFor("Ashton, Leigh and Wigan", 50, 40)).toBe(2);
  expect(linesFor("Barnet", 46, 100)).toBe(6);
  expect(linesFor("Newham", 46, 100)).toBe(0);
  expect(linesFor("Stratford-upon-Avon", 62, 40)).toBe(2);
});
