import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readGlossary, terms } from "../../web/parts/glossary.ts";
import { brokenAt, pictureWords } from "../../web/parts/published/picture-words.ts";
import { sourceName } from "../../web/parts/source-link.tsx";
import { noteInWords } from "../../web/parts/source-names.ts";

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

test("a note names its sources, and leaves other words as they are", () => {
  const names = new Map([
    ["MEM19", "epcmem: practice memberships"],
    ["RUH-SHA", "About us: the SHA"],
  ]);
  expect(
    noteInWords("start: earliest join date in MEM19; NHS South West by RUH-SHA; ODS, E16000124", names),
  ).toBe(
    "start: earliest join date in “epcmem: practice memberships”; NHS South West by “About us: the SHA”; ODS, E16000124",
  );
});

test("a source's name has neither its brackets nor where it is kept", () => {
  expect(sourceName("epcmem: practice memberships (Organisation Data Service), as kept in x")).toBe(
    "epcmem: practice memberships",
  );
  expect(sourceName("Cambridgeshire hands control to two consortia")).toBe(
    "Cambridgeshire hands control to two consortia",
  );
});

test("every word that pages explain is in the glossary, in words without marks", () => {
  const glossary = readGlossary(readFileSync("docs/glossary.md", "utf8"));
  for (const term of terms) expect(glossary.get(term), term).toMatch(/^[^`*[\]|]{20,}$/);
});
