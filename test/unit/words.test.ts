import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { aliasesFile, aliasesText } from "../../scripts/print-aliases.ts";
import { publishedTotalsFile, publishedTotalsText } from "../../scripts/print-published-figures.ts";
import { sameWords } from "../../src/model/search.ts";
import { isOneSlipAway, mayBeMisspelt, shortenings, wordsIn } from "../../src/model/words.ts";

it.each([
  ["health", "helth", true],
  ["health", "heallth", true],
  ["health", "haelth", true],
  ["health", "hexlth", true],
  ["health", "ealth", true],
  ["health", "healt", true],
  ["health", "health", false],
  ["health", "hleath", false],
  ["health", "hlt", false],
  ["manor", "manr", true],
  ["park", "prk", false],
  ["park", "praks", false],
])("%s and %s are one slip apart: %s", (word, other, apart) => {
  expect(isOneSlipAway(word, other)).toBe(apart);
  expect(isOneSlipAway(other, word)).toBe(apart);
  const others = shortenings(other);
  if (apart) expect([...shortenings(word)].some((short) => others.has(short))).toBe(true);
});

it("takes a number, a short word or a very long one for no misspelling", () => {
  expect(["d81001", "prk", "x".repeat(41), "helth"].map(mayBeMisspelt)).toEqual([false, false, false, true]);
});

it.each([
  ["N.H.S. Camb's P.C.T.", ["cambs"]],
  ["Bolton tPCT", ["bolton"]],
  ["Bradford & Airedale Teaching Primary Care Trust", ["bradford", "airedale"]],
  ["N.E. Essex", ["ne", "essex"]],
  ["Dr J.A. Smith", ["dr", "j", "a", "smith"]],
  ["St. John’s", ["st", "johns"]],
])("reads %j as the words %j", (text, words) => {
  expect(wordsIn(text)).toEqual(words);
});

it("takes a short form for the same word in a column that is compared", () => {
  expect(sameWords("NHS NE Essex", "North East Essex PCT")).toBe(true);
  expect(sameWords("Cambs", "Cambridgeshire PCT")).toBe(true);
  expect(sameWords("NE Essex", "South East Essex PCT")).toBe(false);
  expect(sameWords("Fen Rd Med.Ctr", "Fen Road Medical Centre")).toBe(true);
  expect(sameWords("Fen Hlth Ctre", "Fen Med Ctr")).toBe(false);
});

it("knows the figures of seed/published-figures.csv", () => {
  const text = readFileSync(publishedTotalsFile, "utf8");
  expect(text, "run npm run published-figures").toBe(publishedTotalsText());
});

it("knows the aliases of seed/aliases.csv", () => {
  expect(readFileSync(aliasesFile, "utf8"), "run npm run aliases").toBe(aliasesText());
});
