import { expect, test } from "vitest";
import { brokenAt, pictureWords } from "../../web/parts/published/picture-words.ts";

const source = (code: string) => ({ code, title: `Title ${code}`, publisher: "P" });

test("a picture that leaves the page says each source once, how much of it is made up, and its revision", () => {
  const told = { title: "Hunts Health on 1 April 2011", unit: "relationships", all: 3 };
  const sources = [source("A3"), source("A3"), source("SYNTHETIC")];
  expect(pictureWords({ ...told, sources, madeUp: 1, revision: 12 })).toEqual({
    title: "Hunts Health on 1 April 2011",
    below: [
      "Sources: Title A3 (P).",
      "Made up for a demonstration: 1 of 3 relationships. No finding about the NHS.",
      "commissioning-graph, revision 12 of the dataset. ODS, ONS and NHS data: Open Government Licence v3.0.",
    ],
  });
  expect(pictureWords({ ...told, sources, madeUp: 0 }).below.join(" ")).not.toContain("Made up");
});

test("a text is broken between words", () => {
  expect(brokenAt("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(brokenAt("a verylongword b", 4)).toEqual(["a", "verylongword", "b"]);
});
