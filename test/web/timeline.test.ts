import { expect, test } from "vitest";
import type { Description, Fact } from "../../web/views/organisation/organisation-query.ts";
import { lanesOf, lanesOfNames } from "../../web/views/organisation/timeline-lanes.ts";
import { labelledYears, shareOf, yearsOf } from "../../web/views/organisation/timeline-years.ts";

const end = (code: string, kind: string) => ({
  code,
  asOf: "2011-04-01",
  name: code,
  kind,
  confidence: "CONFIRMED",
});

function member(factId: string, of: string, group: string, more: object = {}): Fact {
  return {
    ...{ __typename: "Membership", factId, kind: "MEMBERSHIP", status: "ESTABLISHED", knownTo: null },
    ...{ validFrom: "2010-01-01", validTo: null, confidence: "SYNTHETIC" },
    ...{ member: end(of, "PRACTICE"), group: end(group, "PCT"), ...more },
  } as unknown as Fact;
}

test("members of one kind and of the same days are one bar, which says how many; what it belongs to is a line each", () => {
  const lanes = lanesOf(
    [
      member("1", "X1", "5PP"),
      member("2", "X2", "5PP"),
      member("3", "X3", "5PP", { validTo: "2011-03-31", confidence: "CONFIRMED" }),
      member("4", "5PP", "Q35"),
    ],
    "5PP",
  );
  expect(lanes.map(({ label, bars }) => [label, bars.map(({ count }) => count)])).toEqual([
    ["Member of: Q35", [1]],
    ["Members: practices", [2, 1]],
  ]);
});

test("what is no longer believed is a bar of its own", () => {
  const lanes = lanesOf(
    [member("1", "5PP", "Q35"), member("2", "5PP", "Q35", { knownTo: "2011-05-01T00:00:00Z" })],
    "5PP",
  );
  expect(lanes[0]?.bars.map(({ isRetracted }) => isRetracted)).toEqual([false, true]);
});

test("each name that it had is a line, with a bar for each postcode; one name alone is none", () => {
  const described = (name: string, postcode: string, validFrom: string | null, validTo: string | null) =>
    ({ name, postcode, validFrom, validTo, confidence: "CONFIRMED" }) as Description;
  const all = [
    described("Old Surgery", "CB1 1AA", null, "2011-03-31"),
    described("Old Surgery", "CB2 2BB", "2011-04-01", "2012-03-31"),
    described("New Surgery", "CB2 2BB", "2012-04-01", null),
  ];
  expect(lanesOfNames(all).map(({ label, bars }) => [label, bars.map(({ said }) => said)])).toEqual([
    ["called Old Surgery", ["called Old Surgery, at CB1 1AA", "called Old Surgery, at CB2 2BB"]],
    ["called New Surgery", ["called New Surgery, at CB2 2BB"]],
  ]);
  expect(lanesOfNames(all.slice(0, 2))).toEqual([]);
});

const years = { first: 2010, last: 2013 };

test("a day before or behind the years that are drawn stands at their edge", () => {
  const shares = ["0001-01-01", "2010-01-01", "9999-12-31"].map((day) => shareOf(day, years));
  expect(shares).toEqual([0, 0, 100]);
  expect(shareOf("2012-01-01", years)).toBeCloseTo(50, 0);
});

test("the slider's years are drawn, and those until nothing begins or ends any more, with a label each or every few", () => {
  const days = (validFrom: string | null, validTo: string | null) =>
    yearsOf(lanesOf([member("1", "5PP", "Q35", { validFrom, validTo })], "5PP"));
  expect(days("1974-04-01", null)).toEqual(years);
  expect(days(null, "2011-03-31")).toEqual(years);
  expect(days("2013-04-01", "2021-03-31")).toEqual({ first: 2010, last: 2021 });
  expect(labelledYears(years)).toEqual([2010, 2011, 2012, 2013]);
  expect(labelledYears({ first: 2010, last: 2021 })).toEqual([2010, 2012, 2014, 2016, 2018, 2020]);
});
