import { expect, test } from "vitest";
import { changesQuestion, presets, readCompareChoice } from "../../web/views/compare/compare-choice.ts";

test("an address without days compares the reference date with the same day a year before", () => {
  expect(readCompareChoice("")).toMatchObject({ from: "2010-04-01", to: "2011-04-01", kinds: [] });
  expect(readCompareChoice("to=2012-02-29")).toMatchObject({ from: "2011-02-28", to: "2012-02-29" });
});

test("an address holds both days, the area, whose changes, which kinds and whether what came and went is among them", () => {
  const search =
    "from=2011-03-31&to=2011-04-01&within=Q38&of=PRACTICE&kinds=MOVED,JOINED&inBetween=true&knownAt=2011-04-10T00:00:00Z&atRevision=2";
  expect(changesQuestion(readCompareChoice(search))).toEqual({
    from: "2011-03-31",
    to: "2011-04-01",
    knownAt: "2011-04-10T00:00:00Z",
    atRevision: 2,
    within: "Q38",
    organisationKind: "PRACTICE",
    kinds: ["JOINED", "MOVED"],
    inBetween: true,
  });
  expect(readCompareChoice("").inBetween).toBe(false);
});

test("what is no kind is left out, and no kind means all", () => {
  expect(readCompareChoice("kinds=NONSENSE&of=NOBODY")).toMatchObject({ kinds: [], organisationKind: null });
  expect(changesQuestion(readCompareChoice("kinds=NONSENSE")).kinds).toBeNull();
});

test("each mark of the slider is compared with the day before it", () => {
  expect(presets.map(({ from, to }) => [from, to])).toEqual([
    ["2011-03-31", "2011-04-01"],
    ["2011-05-31", "2011-06-01"],
    ["2013-03-31", "2013-04-01"],
    ["2010-10-01", "2013-04-01"],
  ]);
});
