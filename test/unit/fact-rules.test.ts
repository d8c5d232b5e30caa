import { describe, expect, it } from "vitest";
import type { Code } from "../../src/model/code.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { type Life, problemsOf } from "../../src/model/fact-rules.ts";
import type { NewFact } from "../../src/model/facts.ts";

const lives = new Map<string, Life>([
  ["A81001", { kind: "PRACTICE", opened: "1974-04-01" as IsoDate, closed: null }],
  ["5E1", { kind: "PCT", opened: "2001-04-01" as IsoDate, closed: "2013-03-31" as IsoDate }],
  ["5D9", { kind: "PCT", opened: null, closed: null }],
  ["Q30", { kind: "SHA", opened: null, closed: null }],
  ["00K", { kind: "CONSORTIUM", opened: "2013-04-01" as IsoDate, closed: null }],
]);

const membership = {
  kind: "MEMBERSHIP",
  from: "A81001",
  to: "5E1",
  status: "ESTABLISHED",
  validFrom: "2001-04-01",
  validTo: "2013-03-31",
  source: "EPCMEM",
  assertedBy: null,
  confidence: "CONFIRMED",
  note: null,
};

const problems = (given: object) =>
  problemsOf({ ...membership, ...given } as unknown as NewFact, (code: Code) => lives.get(code)).map(
    ({ field, reason }) => `${field}: ${reason}`,
  );

describe("what a fact has to fulfil", () => {
  it("is nothing more than the rules", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ validFrom: null })).toEqual([]);
    expect(
      problems({ kind: "SUCCESSION", from: "5E1", to: "00K", validFrom: "2013-04-01", validTo: null }),
    ).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["an end that is not in the graph", { to: "5ZZ" }, "to: 5ZZ is not in the graph"],
    ["a body that asserts it and is not in the graph", { assertedBy: "5ZZ" }, "assertedBy: 5ZZ is not"],
    [
      "a kind that may not start it",
      { from: "Q30" },
      "from: Q30 is a SHA: expected a PRACTICE or CONSORTIUM",
    ],
    [
      "a kind that may not end it",
      { to: "Q30" },
      "to: Q30 is a SHA: expected a CONSORTIUM or PCT where a MEMBERSHIP ends",
    ],
    ["one organisation at both ends", { kind: "SUCCESSION", from: "5E1", to: "5E1" }, "to: 5E1 is both ends"],
    [
      "an end before its start",
      { validTo: "2001-03-31" },
      "validTo: 2001-03-31 lies before validFrom, 2001-04-01",
    ],
    [
      "a start before an end's life",
      { validFrom: "2001-03-31" },
      "validFrom: 2001-03-31 lies before 5E1 opened: expected 2001-04-01",
    ],
    [
      "a stop after an end's life",
      { validTo: "2013-04-01" },
      "validTo: 2013-04-01 lies after 5E1 closed: expected 2013-03-31",
    ],
    [
      "no stop where an end has one",
      { validTo: null },
      "validTo: it has no end, but 5E1 closed on 2013-03-31",
    ],
    [
      "an amount below nothing",
      { kind: "BUDGET", from: "5E1", to: undefined, financialYear: "2011/12", amountGbp: -1 },
      "amountGbp: -1 is not an amount",
    ],
    [
      "an amount that no body ever had",
      { kind: "BUDGET", from: "5E1", to: undefined, financialYear: "2011/12", amountGbp: 1.7e308 },
      "amountGbp: 1.7e+308 is not an amount",
    ],
    [
      "an amount with parts of a penny",
      { kind: "BUDGET", from: "5E1", to: undefined, financialYear: "2011/12", amountGbp: 0.001 },
      "amountGbp: 0.001 is not an amount",
    ],
    [
      "a share over 1",
      { kind: "REPORT", from: "5E1", financialYear: "2011/12", shareOfBudget: 25 },
      "shareOfBudget: 25 is not a share: expected 0 to 1",
    ],
  ])("and %s breaks them", (_name, given, expected) => {
    const found = problems(given);
    expect(found.join("; ")).toContain(expected);
  });

  it("tells every rule that is broken", () => {
    expect(problems({ validFrom: "1970-01-01", validTo: null })).toHaveLength(3);
  });
});
