import { describe, expect, it } from "vitest";
import { byTrust, compareText } from "../../src/model/trust.ts";
import { told } from "./facts.ts";

describe("Of several claims", () => {
  it("the most trusted comes first, then the one said last, then by id", () => {
    const sorted = [
      told("MEMBERSHIP", { confidence: "CONFIRMED", knownFrom: "2011-01-01T00:00:00.000Z" }),
      told("MEMBERSHIP", { confidence: "REPORTED", knownFrom: "2011-03-01T00:00:00.000Z" }),
      told("MEMBERSHIP", { confidence: "REPORTED", knownFrom: "2011-02-01T00:00:00.000Z", factId: "a" }),
      told("MEMBERSHIP", { confidence: "REPORTED", knownFrom: "2011-02-01T00:00:00.000Z", factId: "b" }),
      told("MEMBERSHIP", { confidence: "DERIVED", knownFrom: "2011-04-01T00:00:00.000Z" }),
      told("MEMBERSHIP", { confidence: "SYNTHETIC", knownFrom: "2011-05-01T00:00:00.000Z" }),
    ];
    expect([...sorted].reverse().sort(byTrust)).toEqual(sorted);
  });
});

describe("Text", () => {
  it("is compared by code units: capitals first, accents last", () => {
    expect(["é", "b", "B", "a", "A"].sort(compareText)).toEqual(["A", "B", "a", "b", "é"]);
  });
});
