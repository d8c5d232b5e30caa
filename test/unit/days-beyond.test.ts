import { expect, it } from "vitest";
import { type Coverage, DaysBeyond } from "../../src/model/coverage.ts";
import type { Clocks, Instant, IsoDate } from "../../src/model/dates.ts";

const coverage = [2014, 2018].map((year, at): Coverage => {
  const day = `${year}-10-01` as IsoDate;
  return {
    ...{ matter: "MEMBERSHIP", organisations: "PRACTICE", groups: "CONSORTIUM", from: day, to: day },
    ...{ source: String(year), knownFrom: `${day}T00:00:00.000Z` as Instant, addedIn: 4 - at },
  };
});
const clocks = (asOf: string, knownAt: string, atRevision = 4): Clocks =>
  ({ asOf, knownAt, atRevision, pinned: true, revisionPinned: true }) as Clocks;
const told = (...asked: Clocks[]) => {
  const days = new DaysBeyond();
  for (const of of asked) days.add("standings", of);
  return days.among(coverage).map(({ asOf, known }) => [asOf, ...known.map(({ source }) => source)]);
};

it("what sources cover beside a day is what was known at the clocks of the question", () => {
  expect(told(clocks("2013-01-01", "2015-01-01T00:00:00.000Z"))).toEqual([["2013-01-01", "2014"]]);
  expect(told(clocks("2013-01-01", "2014-10-01T00:00:00.000Z"))).toEqual([["2013-01-01", "2014"]]);
  expect(told(clocks("2013-01-01", "2014-09-30T23:59:59.999Z"))).toEqual([["2013-01-01"]]);
  expect(told(clocks("2013-01-01", "2020-01-01T00:00:00.000Z", 3))).toEqual([["2013-01-01", "2018"]]);
});

it("a day that was asked about at several clocks stands once, with what any of them knew", () => {
  const days = ["2019-01-01", "2012-01-01", "2019-01-01"].map((day, at) =>
    clocks(day, `20${at === 0 ? 15 : 20}-01-01T00:00:00.000Z`),
  );
  expect(told(...days)).toEqual([
    ["2012-01-01", "2014", "2018"],
    ["2019-01-01", "2014", "2018"],
  ]);
});
