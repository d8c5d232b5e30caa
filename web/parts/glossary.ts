/** Words of docs/glossary.md that pages explain where they stand. */
export const terms = [
  "PCT",
  "SHA",
  "cluster",
  "consortium",
  "pathfinder",
  "CCG",
  "support provider",
  "list size",
  "delegation",
  "budget",
  "position",
  "standing",
  "outside",
  "unclear",
  "orphan",
  "conflict",
  "synthetic",
  "confidence",
  "revision",
] as const;

export type Term = (typeof terms)[number];

/** What the glossary says of each of its words, without the marks of Markdown. */
export function readGlossary(markdown: string): ReadonlyMap<string, string> {
  const rows = [...markdown.matchAll(/^\| (.+?) \| (.+) \|$/gm)];
  return new Map(
    rows
      .filter(([, word]) => word !== "word")
      .map(([, word = "", meaning = ""]) => [withoutMarks(word), withoutMarks(meaning)]),
  );
}

/** A page that a row points to is left out: what it says stands by itself. */
const withoutMarks = (text: string): string =>
  text
    .replace(/ ?\[[^\]]+\.md\]\([^)]+\)/g, "")
    .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
    .replace(/[`*]/g, "")
    .trim();
