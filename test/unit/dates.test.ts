import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  financialYearOf,
  firstDayOf,
  type IsoDate,
  lastDayOf,
  parseDate,
  parseFinancialYear,
  parseInstant,
} from "../../src/model/dates.ts";

const days = fc
  .date({ min: new Date("1020-01-01"), max: new Date("9980-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as IsoDate);

describe("A date", () => {
  it("is any day that exists", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(parseDate(day)).toBe(day);
      }),
    );
  });

  it.each([
    "2011-02-30",
    "2011-13-01",
    "2011-00-10",
    "2011-4-1",
    "2011-04-01T00:00:00Z",
    "yesterday",
    "",
    "0000-00-00",
    "9999-02-30",
    "2100-02-29",
  ])("%j is refused, with an example", (text) => {
    expect(() => parseDate(text)).toThrow(
      `${JSON.stringify(text)} is not a date: expected a day that exists as YYYY-MM-DD, such as 2011-04-01.`,
    );
  });

  it.each(["0000-01-01", "0001-01-01", "0999-12-31", "9999-01-01", "9999-12-31"])(
    "%j, which some write for no date, is refused with what to do instead",
    (text) => {
      expect(() => parseDate(text)).toThrow(
        `${JSON.stringify(text)} is out of range: expected a day of the years 1000 to 9998, such as 2011-04-01; an unknown start and an open end are left out.`,
      );
    },
  );

  it("is cut short where it is repeated to the user", () => {
    expect(() => parseDate("x".repeat(1000))).toThrow(/^"x{60}…" is not a date/);
  });

  it("moves by days and back", () => {
    const moves = fc.tuple(days, fc.integer({ min: -3650, max: 3650 }));
    fc.assert(
      fc.property(moves, ([day, by]) => {
        expect(addDays(addDays(day, by), -by)).toBe(day);
        expect(addDays(day, 1) > day).toBe(true);
      }),
    );
  });

  it.each([
    ["2011", "2011-01-01", "2011-12-31"],
    ["2011-03", "2011-03-01", "2011-03-31"],
    ["2012-02", "2012-02-01", "2012-02-29"],
    ["2011-03-17", "2011-03-17", "2011-03-17"],
  ])("known as %s runs from %s to %s", (text, first, last) => {
    expect([firstDayOf(text), lastDayOf(text)]).toEqual([first, last]);
  });
});

describe("An instant", () => {
  it.each([
    ["2011-04-01T09:30:00Z", "2011-04-01T09:30:00.000Z"],
    ["2011-04-01T09:30Z", "2011-04-01T09:30:00.000Z"],
    ["2011-04-01T00:30:00+01:00", "2011-03-31T23:30:00.000Z"],
    ["2011-04-01T09:30:00.1234567Z", "2011-04-01T09:30:00.123Z"],
  ])("%s reads as %s", (text, instant) => expect(parseInstant(text)).toBe(instant));

  it.each(["2011-04-01T09:30:00", "2011-04-01", "2011-02-30T00:00:00Z", "2011-04-01T24:00:00Z", "now"])(
    "%j is refused, with an example",
    (text) => expect(() => parseInstant(text)).toThrow(/expected .*such as 2011-04-01/),
  );
});

describe("A financial year", () => {
  it.each([
    ["2011-03-31", "2010/11"],
    ["2011-04-01", "2011/12"],
    ["1999-12-31", "1999/00"],
  ])("of %s is %s", (day, year) => expect(financialYearOf(day as IsoDate)).toBe(year));

  it("reads back whatever day it is of", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(parseFinancialYear(financialYearOf(day))).toBe(financialYearOf(day));
      }),
    );
  });

  it.each(["2011/13", "2011-12", "2011", "11/12", "2011/2012", ""])(
    "%j is refused, with an example",
    (text) => {
      expect(() => parseFinancialYear(text)).toThrow(/such as 2011\/12\.$/);
    },
  );
});
