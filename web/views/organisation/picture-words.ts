import { inWords } from "../../app/months.ts";
import { inCounts } from "../../parts/figures.ts";
import type { Link } from "./links.ts";

/** What is written into a picture that leaves the page: a title with its day, its sources, and what of it is made up. */
export interface PictureWords {
  readonly title: string;
  readonly below: readonly string[];
}

export function wordsOf(name: string, asOf: string, links: readonly Link[]): PictureWords {
  const sources = new Map(links.map(({ fact }) => [fact.source.code, fact.source]));
  const madeUp = links.filter(({ fact }) => fact.confidence === "SYNTHETIC").length;
  const told = [...sources.values()].filter(({ code }) => code !== "SYNTHETIC");
  return {
    title: `${name} and its neighbours on ${inWords(asOf)}`,
    below: [
      ...(told.length > 0
        ? [`Sources: ${told.map(({ title, publisher }) => `${title} (${publisher})`).join("; ")}.`]
        : []),
      ...(madeUp > 0
        ? [
            `Made up for a demonstration: ${inCounts(madeUp)} of ${inCounts(links.length)} relationships. No finding about the NHS.`,
          ]
        : []),
      `commissioning-graph. ODS, ONS and NHS data: Open Government Licence v3.0.`,
    ],
  };
}

/** A text in lines of at most so many letters; a word that is longer has a line of its own. */
export function brokenAt(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
