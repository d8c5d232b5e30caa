import { expect, test } from "vitest";
import { isLive, saidOf } from "../../web/views/organisation/facts.ts";
import { linksOf } from "../../web/views/organisation/neighbourhood/links.ts";
import type { Fact } from "../../web/views/organisation/organisation-query.ts";

const end = (code: string) => ({ code, name: code, kind: "PCT" });
const membership = (over: Partial<Fact> = {}) =>
  ({
    __typename: "Membership",
    factId: "f1",
    kind: "MEMBERSHIP",
    validFrom: "2011-01-01",
    validTo: "2011-12-31",
    knownTo: null,
    status: "SHADOW",
    member: end("a"),
    group: end("b"),
    ...over,
  }) as unknown as Fact;

test("a fact is live on its first and on its last day, and not when it was retracted", () => {
  expect(isLive(membership(), "2011-01-01")).toBe(true);
  expect(isLive(membership(), "2011-12-31")).toBe(true);
  expect(isLive(membership(), "2012-01-01")).toBe(false);
  expect(isLive(membership({ validFrom: null, validTo: null }), "1990-01-01")).toBe(true);
  expect(isLive(membership({ knownTo: "2011-02-01T00:00:00Z" }), "2011-06-01")).toBe(false);
});

test("a fact reads differently from either end", () => {
  expect(saidOf(membership(), "a")).toMatchObject({
    words: "Member of",
    other: { code: "b" },
    details: "shadow",
  });
  expect(saidOf(membership(), "b")).toMatchObject({ words: "Has the member", other: { code: "a" } });
});

test("a picture has each live fact of the chosen kinds once", () => {
  const facts = [membership(), membership(), membership({ factId: "f2", validTo: "2011-01-31" })];
  expect(linksOf(facts, "2011-06-01", new Set(["MEMBERSHIP"])).map(({ factId }) => factId)).toEqual(["f1"]);
  expect(linksOf(facts, "2011-06-01", new Set(["SUPPORT"]))).toEqual([]);
});
