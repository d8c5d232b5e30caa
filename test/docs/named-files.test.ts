import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { brokenLinks, missingFiles, pathsBelow } from "./named-files.ts";

const paths = pathsBelow();
const pages = paths.filter((path) => path.endsWith(".md"));
/** What was there in an earlier version may be named in the changelog. */
const ofToday = pages.filter((page) => page !== "CHANGELOG.md");
const textOf = (page: string) => readFileSync(page, "utf8");

describe("Pages", () => {
  it("are all looked at", () => {
    expect(pages).toEqual(
      expect.arrayContaining([
        "ARCHITECTURE.md",
        "README.md",
        "docs/glossary.md",
        "docs/decisions/README.md",
      ]),
    );
    expect(missingFiles(textOf("ARCHITECTURE.md"), []).length).toBeGreaterThan(50);
  });

  it.each(ofToday)("%s names only files and folders that are there", (page) => {
    expect(missingFiles(textOf(page), paths)).toEqual([]);
  });

  it.each(pages)("%s links only to what is there", (page) => {
    expect(brokenLinks(page, textOf(page), paths)).toEqual([]);
  });
});

describe("A name or link", () => {
  it("is missed where nothing bears it", () => {
    const text =
      "`src/graph/gone.ts`, `gone.ts`, src/gone/, `schema/query.ts`, `query.ts` and https://example.org/gone.ts";
    expect(missingFiles(text, paths)).toEqual(["src/graph/gone.ts", "src/gone/", "gone.ts"]);
  });

  it("is broken where the file or the heading is not there", () => {
    const text =
      "[a](README.md#all-pages-by-reader) [b](README.md#nowhere) [c](gone.md) [d](../README.md) [e](#sources)";
    expect(brokenLinks("docs/model.md", text, paths)).toEqual(["README.md#nowhere", "gone.md"]);
  });
});

it("README.md is read in a screen and a half: at most 1,200 words, with its contents", () => {
  const readme = textOf("README.md");
  expect(readme.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(1_200);
  const sections = [...readme.matchAll(/^## (.*)$/gm)].map(([, name]) => name);
  const contents = [...readme.matchAll(/^- \[(.*?)\]\(#/gm)].map(([, name]) => name);
  expect([...contents, "Licence"]).toEqual(sections);
});

it("docs/README.md leads to every page", () => {
  const index = textOf("docs/README.md");
  const unnamed = pages
    .filter((page) => /^docs\/[^/]+\.md$/.test(page) && page !== "docs/README.md")
    .filter((page) => !index.includes(`](${page.replace("docs/", "")})`));
  expect(unnamed).toEqual([]);
});
