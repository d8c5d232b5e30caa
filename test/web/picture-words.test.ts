import { expect, test } from "vitest";
import { brokenAt } from "../../web/parts/published/picture-words.ts";
import type { Link } from "../../web/views/organisation/links.ts";
import { wordsOf } from "../../web/views/organisation/picture-words.ts";

const link = (code: string, confidence: string) =>
  ({ fact: { confidence, source: { code, title: `Title ${code}`, publisher: "P" } } }) as unknown as Link;

test("a picture that leaves the page says its day, each source once, and how much of it is made up", () => {
  const links = [link("A3", "REPORTED"), link("A3", "REPORTED"), link("SYNTHETIC", "SYNTHETIC")];
  expect(wordsOf("Hunts Health", "2011-04-01", links)).toEqual({
    title: "Hunts Health and its neighbours on 1 April 2011",
    below: [
      "Sources: Title A3 (P).",
      "Made up for a demonstration: 1 of 3 relationships. No finding about the NHS.",
      "commissioning-graph. ODS, ONS and NHS data: Open Government Licence v3.0.",
    ],
  });
  expect(wordsOf("Hunts Health", "2011-04-01", links.slice(0, 1)).below.join(" ")).not.toContain("Made up");
});

test("a text is broken between words", () => {
  expect(brokenAt("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(brokenAt("a verylongword b", 4)).toEqual(["a", "verylongword", "b"]);
});
