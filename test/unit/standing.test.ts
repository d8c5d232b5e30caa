import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type IsoDate } from "../../src/model/dates.ts";
import type { Fact } from "../../src/model/facts.ts";
import { standingOn } from "../../src/model/standing.ts";
import { day, told } from "./facts.ts";

const member = (validFrom: string | null, validTo: string | null) =>
  told("MEMBERSHIP", { validFrom, validTo, status: "ESTABLISHED" });
const outside = (validFrom: string | null, validTo: string | null, more = {}) =>
  told("OUTSIDE", { validFrom, validTo, reason: "LEFT", ...more });
const asOf = day("2011-04-01");

describe("A practice's standing", () => {
  it("is unclear where nothing is known", () => {
    expect(standingOn(asOf, [])).toEqual({ standing: "UNCLEAR", outsideReason: null, orphanedSince: null });
    expect(standingOn(asOf, [member("2010-01-01", "2011-03-31")]).standing).toBe("UNCLEAR");
  });

  it("is member on both the first and the last day, whatever says that it is outside", () => {
    const facts = [member("2011-04-01", "2011-04-01"), outside(null, null)];
    expect(standingOn(asOf, facts)).toEqual({ standing: "MEMBER", outsideReason: null, orphanedSince: null });
  });

  it("takes the reason of the most trusted claim", () => {
    const facts = [
      outside("2011-01-01", null, { confidence: "SYNTHETIC", reason: "LEFT" }),
      outside("2011-01-01", null, { confidence: "CONFIRMED", reason: "NOT_ACCEPTED" }),
      outside("2011-01-01", null, { confidence: "DERIVED", reason: "UNDECIDED" }),
    ];
    expect(standingOn(asOf, facts).outsideReason).toBe("NOT_ACCEPTED");
  });

  it.each<[string, Fact[], string | null]>([
    ["the first day of the claim", [outside("2011-01-01", null)], "2011-01-01"],
    ["unknown where the claim's start is", [outside(null, null)], null],
    [
      "that of an earlier claim that touches",
      [outside("2010-06-01", "2010-12-31"), outside("2011-01-01", null)],
      "2010-06-01",
    ],
    [
      "not that of one with a gap between",
      [outside("2010-06-01", "2010-12-30"), outside("2011-01-01", null)],
      "2011-01-01",
    ],
    [
      "that of one that overlaps",
      [outside("2010-06-01", "2011-02-01"), outside("2011-01-01", null)],
      "2010-06-01",
    ],
    [
      "the day after the last membership",
      [outside("2010-06-01", null), member("2010-07-01", "2010-09-30")],
      "2010-10-01",
    ],
    [
      "the claim's where a membership ended before",
      [outside("2011-01-01", null), member("2010-07-01", "2010-09-30")],
      "2011-01-01",
    ],
    [
      "after a membership although the start is unknown",
      [outside(null, null), member("2010-07-01", "2010-09-30")],
      "2010-10-01",
    ],
  ])("has been outside since %s", (_, facts, since) => {
    expect(standingOn(asOf, facts)).toMatchObject({ standing: "OUTSIDE", orphanedSince: since });
    expect(standingOn(asOf, [...facts].reverse()).orphanedSince).toBe(since);
  });

  it("has been outside since the first of the days on each of which it stood outside", () => {
    const start = day("2011-01-01");
    const period = fc.tuple(fc.nat(20), fc.nat(8), fc.boolean()).map(([from, length, joined]) => {
      const [first, last] = [addDays(start, from), addDays(start, from + length)];
      return joined ? member(first, last) : outside(first, last);
    });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 6 }), fc.nat(30), (facts, on) => {
        const date = addDays(start, on);
        const begun = (by: IsoDate) => facts.filter(({ validFrom }) => (validFrom ?? "") <= by);
        const { standing, orphanedSince } = standingOn(date, begun(date));
        let first: IsoDate | null = null;
        for (let each = date; standingOn(each, begun(each)).standing === "OUTSIDE"; each = addDays(each, -1))
          first = each;
        expect(orphanedSince).toBe(first);
        expect(standing === "OUTSIDE").toBe(first !== null);
      }),
    );
  });
});
