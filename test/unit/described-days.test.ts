import { expect, test } from "vitest";
import type { IsoDate } from "../../src/model/dates.ts";
import { type DescribedDays, descriptionsWithin } from "../../src/model/described-days.ts";

const described = (name: string, validFrom: string | null, validTo: string | null): DescribedDays => ({
  ...{ name, postcode: null, describedOn: null, source: "TEST", confidence: "CONFIRMED" },
  ...{ validFrom: validFrom as IsoDate | null, validTo: validTo as IsoDate | null },
});
const life = (opened: string | null, closed: string | null) => ({
  opened: opened as IsoDate | null,
  closed: closed as IsoDate | null,
});
const shown = (all: readonly DescribedDays[], [opened, closed]: readonly (string | null)[] = []) =>
  descriptionsWithin(all, life(opened ?? null, closed ?? null)).map(
    ({ name, validFrom, validTo }) => `${name} ${validFrom} ${validTo}`,
  );

const a = described("A", null, "2015-04-30");
const b = described("B", "2015-05-01", "2018-05-31");
const c = described("C", "2018-06-01", null);

test("descriptions come in their order, whatever the order of rows, and only of days of a life", () => {
  expect(shown([c, a, b])).toEqual(["A null 2015-04-30", "B 2015-05-01 2018-05-31", "C 2018-06-01 null"]);
  expect(shown([c, a, b], ["2016-01-01", "2018-06-01"])).toEqual([
    "B 2016-01-01 2018-05-31",
    "C 2018-06-01 2018-06-01",
  ]);
  expect(shown([c, a, b], [null, "2014-01-01"])).toEqual(["A null 2014-01-01"]);
  expect(shown([])).toEqual([]);
});

test("what says the same as the one before it, without a day between, is one with it", () => {
  const again = described("B", "2018-06-01", null);
  expect(shown([a, b, again])).toEqual(["A null 2015-04-30", "B 2015-05-01 null"]);
  expect(shown([b, described("B", "2018-06-02", null)])).toEqual([
    "B 2015-05-01 2018-05-31",
    "B 2018-06-02 null",
  ]);
});

test("from its first day on the last description serves: others are cut before it, or left out", () => {
  expect(shown([a, b, described("D", "2017-01-01", null)])).toEqual([
    "A null 2015-04-30",
    "B 2015-05-01 2016-12-31",
    "D 2017-01-01 null",
  ]);
  expect(shown([a, b, described("D", null, null)])).toEqual(["D null null"]);
});
