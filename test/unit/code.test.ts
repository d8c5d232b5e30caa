import { describe, expect, it } from "vitest";
import { parseCode, slugOf } from "../../src/model/code.ts";
import { BadUserInput } from "../../src/model/errors.ts";

describe("A code", () => {
  it.each([
    ["5pp", "5PP"],
    [" A81001 ", "A81001"],
    ["Hunts-Health", "hunts-health"],
    ["X00001", "X00001"],
    ["a 81 001", "A81001"],
    ["A81\u00a0001", "A81001"],
    ["5 PP", "5PP"],
  ])("%j reads as %s", (typed, code) => expect(parseCode(typed)).toBe(code));

  it.each([
    "",
    "5P",
    "A81001234",
    "no code",
    "A81 001 X23",
    "-a",
    "a--b",
    "a-b-",
    "É81",
    "5PP'; MATCH (n)",
    `a-${"b".repeat(100)}`,
  ])("%j is refused with an example", (typed) => {
    expect(() => parseCode(typed)).toThrow(BadUserInput);
    expect(() => parseCode(typed)).toThrow(/expected an ODS code such as 5PP or A81001, or a slug/);
  });

  it.each(["50", "5.00E+01", "5,00E+01"])("%j is told to be what a spreadsheet may leave of a code", (cell) =>
    expect(() => parseCode(cell)).toThrow(/A spreadsheet makes a number of a code such as 5E1/),
  );

  it.each([
    ["Hunts Health", "hunts-health"],
    ["Mills & Reeve", "mills-and-reeve"],
    ["Élan Väle (North)", "elan-vale-north"],
    ["Tribal", "tribal-provider"],
  ])("of %j without one is the slug %s", (name, slug) => {
    expect(slugOf(name, "provider")).toBe(slug);
    expect(parseCode(slug)).toBe(slug);
  });
});
