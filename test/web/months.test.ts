import { expect, test } from "vitest";
import { dayOf, inWords, lastMonth, marks, monthOf, yearsLater } from "../../web/app/months.ts";

test("the slider's scale goes from January 2010 to December 2013", () => {
  expect(dayOf(0)).toBe("2010-01-01");
  expect(dayOf(lastMonth)).toBe("2013-12-01");
});

test("a month of the scale and its first day lead to each other", () => {
  for (let month = 0; month <= lastMonth; month++) expect(monthOf(dayOf(month))).toBe(month);
});

test("a day within a month stands at that month, and one beyond the scale at its end", () => {
  expect(dayOf(monthOf("2011-03-31"))).toBe("2011-03-01");
  expect(monthOf("1999-01-01")).toBe(0);
  expect(monthOf("2020-06-01")).toBe(lastMonth);
});

test("every mark is on the scale", () => {
  for (const { asOf } of marks) expect(dayOf(monthOf(asOf))).toBe(asOf);
});

test("a day is told in words, and what is no day as it was given", () => {
  expect(inWords("2011-04-01")).toBe("1 April 2011");
  expect(inWords("2011-13-01")).toBe("2011-13-01");
});

test("a year before or after a leap day is the day before it", () => {
  expect(yearsLater("2011-04-01", -1)).toBe("2010-04-01");
  expect(yearsLater("2012-02-29", -1)).toBe("2011-02-28");
  expect(yearsLater("2012-02-29", 1)).toBe("2013-02-28");
});
