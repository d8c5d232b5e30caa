import { expect, test } from "vitest";
import { readClocks, withParameter } from "../../web/app/clocks.ts";

test("the address holds both clocks, or none", () => {
  expect(readClocks("asOf=2011-04-01&knownAt=2011-04-10T00:00:00Z")).toEqual({
    asOf: "2011-04-01",
    knownAt: "2011-04-10T00:00:00Z",
  });
  expect(readClocks("asOf=&in=Q38")).toEqual({ asOf: null, knownAt: null });
});

test("one parameter changes, and the others stay", () => {
  expect(withParameter("in=Q38&asOf=2011-04-01", "asOf", "2012-01-01")).toBe("in=Q38&asOf=2012-01-01");
  expect(withParameter("in=Q38&asOf=2011-04-01", "in", null)).toBe("asOf=2011-04-01");
});
