import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** Where nothing says how wide an output is: help in a file, and some terminals of containers. */
export const defaultWidth = 80;
/** Prose is no wider than this, however wide the terminal: longer lines are hard to read. */
const widestProse = 100;
/** Nothing is made narrower than this: what is on a narrower terminal runs over. */
const narrowest = 20;

/** The width of prose on an output; null where it has none, so that each paragraph is a line. */
export const proseWidth = (columns: number | null): number | null =>
  columns === null ? null : Math.max(narrowest, Math.min(columns, widestProse));

/**
 * Wraps prose between words. Each line of the text is a paragraph, which goes on below its own beginning: below its
 * indent, or below what stands two spaces behind a term, as in "  PORT    where to listen".
 * @param columns of the output; null: nothing is wrapped
 */
export function wrapped(text: string, columns: number | null): string {
  const width = proseWidth(columns);
  if (width === null) return text;
  const lines = text.split("\n").map((line) => {
    if (stringWidth(line) <= width) return line;
    const [lead = ""] = /^\s*(?:\S.*?\s{2,}(?=\S))?/.exec(line) ?? [];
    return hanging(lead, line.slice(lead.length), columns);
  });
  return lines.join("\n");
}

/** How wide the longest word of a text is. */
export const longestWord = (text: string): number =>
  Math.max(...text.split(/\s+/).map((word) => stringWidth(word)));

/** Prose that begins behind a lead, and goes on below its own beginning; below the lead where that leaves little room. */
export function hanging(lead: string, text: string, columns: number | null): string {
  const width = proseWidth(columns);
  const indent = stringWidth(lead);
  if (width === null || indent + stringWidth(text) <= width) return lead + text;
  // A word that is too long for the rest of a line may have a line.
  const least = lead.trim() === "" ? 0 : Math.max(narrowest, longestWord(text));
  if (indent <= width / 2 && width - indent >= least) {
    return lead + wrapAnsi(text, width - indent).replaceAll("\n", `\n${" ".repeat(indent)}`);
  }
  // What leaves no room is no longer gone below.
  const margin = " ".repeat(Math.min(4, width / 4));
  const below = margin + wrapAnsi(text, width - margin.length).replaceAll("\n", `\n${margin}`);
  return lead.trim() === "" ? below : `${lead.trimEnd()}\n${below}`;
}
