import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withParameter } from "../../web/app/address.ts";
import { readClocks } from "../../web/app/clocks.ts";

test("the address holds both clocks, or none", () => {
  expect(readClocks("asOf=2011-04-01&knownAt=2011-04-10T00:00:00Z")).toEqual({
    asOf: "2011-04-01",
    knownAt: "2011-04-10T00:00:00Z",
    atRevision: null,
  });
  expect(readClocks("asOf=&in=Q38")).toEqual({ asOf: null, knownAt: null, atRevision: null });
});

test("one parameter changes, and the others stay", () => {
  expect(withParameter("in=Q38&asOf=2011-04-01", "asOf", "2012-01-01")).toBe("in=Q38&asOf=2012-01-01");
  expect(withParameter("in=Q38&asOf=2011-04-01", "in", null)).toBe("asOf=2011-04-01");
});

test("whatever is asked at an instant is asked at a revision too", () => {
  const files = readdirSync("web", { recursive: true, encoding: "utf8" });
  const queries = files.filter((file) => file.endsWith("query.ts") || file.endsWith("names.ts"));
  const texts = queries.map((file) => readFileSync(`web/${file}`, "utf8"));
  const counts = (pattern: RegExp) => texts.map((text) => text.match(pattern)?.length ?? 0);
  expect(counts(/\$atRevision\b/g)).toEqual(counts(/\$knownAt\b/g));
  expect(texts.filter((text) => text.includes("$atRevision")).length).toBeGreaterThan(10);
});

test("an address names a revision; what is no whole number is 0, which the API refuses", () => {
  expect(readClocks("atRevision=12").atRevision).toBe(12);
  expect(readClocks("").atRevision).toBeNull();
  for (const given of ["abc", "1.5", "-1", "1e3"])
    expect(readClocks(`atRevision=${given}`).atRevision).toBe(0);
});
