import { describe, expect, it } from "vitest";
import {
  budgetOf,
  delegatedAmount,
  delegatedShare,
  latestReport,
  positionOf,
} from "../../src/model/delegation.ts";
import { told, year } from "./facts.ts";

const now = year("2011/12");
const delegation = (amountGbp: number | null, more = {}) =>
  told("DELEGATION", { financialYear: now, stage: "IN_FORCE", amountGbp, ...more });
const report = (validFrom: string | null, more = {}) =>
  told("REPORT", { validFrom, financialYear: now, position: "DEVELOPING", amountGbp: null, ...more });
const budget = (amountGbp: number, more = {}) => told("BUDGET", { financialYear: now, amountGbp, ...more });

describe("A PCT's position", () => {
  it("is not reported where it said nothing, whatever it delegated", () => {
    expect(positionOf([delegation(1)])).toBe("NOT_REPORTED");
  });

  it("is that of its latest report, not the most advanced", () => {
    const facts = [
      report("2011-01-01", { position: "DELEGATED_OR_READY" }),
      report("2011-03-01", { position: "NO_CLEAR_PLANS" }),
      report(null, { position: "DEVELOPING" }),
    ];
    expect(positionOf(facts)).toBe("NO_CLEAR_PLANS");
  });

  it("is that of the year, where one is asked for", () => {
    const facts = [
      report("2011-01-01"),
      report("2011-02-01", { financialYear: year("2012/13"), position: "NO_CLEAR_PLANS" }),
    ];
    expect(positionOf(facts, now)).toBe("DEVELOPING");
    expect(positionOf(facts, year("1999/00"))).toBe("NOT_REPORTED");
  });

  it("is the most advanced of one day, then the most trusted report", () => {
    const facts = [
      report("2011-03-01", { position: "DEVELOPING", confidence: "CONFIRMED" }),
      report("2011-03-01", { position: "DELEGATED_OR_READY", confidence: "SYNTHETIC", amountGbp: 1 }),
      report("2011-03-01", { position: "DELEGATED_OR_READY", confidence: "REPORTED", amountGbp: 2 }),
    ];
    expect(positionOf(facts)).toBe("DELEGATED_OR_READY");
    expect(latestReport(facts)?.amountGbp).toBe(2);
  });
});

describe("What a PCT delegated in a year", () => {
  it("is the sum of its delegations where each has an amount", () => {
    expect(
      delegatedAmount(
        [
          delegation(100),
          delegation(50, { stage: "READY", to: "second" }),
          report("2011-01-01", { amountGbp: 7 }),
        ],
        now,
      ),
    ).toBe(150);
  });

  it("leaves out what is planned only, and other years", () => {
    const facts = [
      delegation(100),
      delegation(1, { stage: "PLANNED" }),
      delegation(2, { financialYear: year("2012/13") }),
    ];
    expect(delegatedAmount(facts, now)).toBe(100);
    expect(delegatedAmount(facts, year("2012/13"))).toBe(2);
  });

  it("counts a delegation once, by its most trusted claim that gives an amount, however many tell of it", () => {
    const counted = (...claims: ReturnType<typeof delegation>[]) => delegatedAmount(claims, now);
    expect(counted(delegation(120), delegation(120, { source: "U2" }))).toBe(120);
    expect(counted(delegation(100), delegation(120, { confidence: "CONFIRMED" }))).toBe(120);
    expect(counted(delegation(100), delegation(null, { confidence: "CONFIRMED" }))).toBe(100);
    expect(
      counted(delegation(100), delegation(90, { stage: "PLANNED", confidence: "CONFIRMED" })),
    ).toBeNull();
    // Other ends, years or scopes are other delegations.
    expect(
      counted(delegation(100), delegation(20, { to: "second" }), delegation(3, { scope: "prescribing" })),
    ).toBe(123);
  });

  it("is what it reported where one amount is missing: a joint amount is never split", () => {
    expect(
      delegatedAmount(
        [delegation(100), delegation(null, { to: "second" }), report("2011-01-01", { amountGbp: 300 })],
        now,
      ),
    ).toBe(300);
    expect(delegatedAmount([delegation(100), delegation(null, { to: "second" })], now)).toBeNull();
  });

  it("is unknown where its latest report is of another year", () => {
    expect(
      delegatedAmount(
        [
          report("2011-01-01", { amountGbp: 300 }),
          report("2011-02-01", { financialYear: year("2012/13"), amountGbp: 9 }),
        ],
        now,
      ),
    ).toBeNull();
  });

  it("is nothing, not unknown, where it is known to be nothing", () => {
    expect(delegatedAmount([delegation(0)], now)).toBe(0);
    expect(delegatedShare([delegation(0), budget(100)], now)).toBe(0);
  });

  it("has a share where the budget of that very year is known", () => {
    expect(delegatedShare([delegation(25), budget(100)], now)).toBe(0.25);
    expect(delegatedShare([delegation(25), budget(100, { financialYear: year("2010/11") })], now)).toBeNull();
    expect(delegatedShare([budget(100)], now)).toBeNull();
    expect(delegatedShare([delegation(25), budget(0)], now)).toBeNull();
  });
});

describe("A PCT's budget", () => {
  it("is the most trusted claim of its year", () => {
    const facts = [
      budget(1, { confidence: "SYNTHETIC" }),
      budget(2, { confidence: "REPORTED" }),
      budget(3, { financialYear: year("2012/13"), confidence: "CONFIRMED" }),
    ];
    expect(budgetOf(facts, now)?.amountGbp).toBe(2);
    expect(budgetOf(facts, year("2010/11"))).toBeUndefined();
  });
});
