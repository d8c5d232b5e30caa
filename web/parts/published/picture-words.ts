import { inCounts } from "../figures.ts";
import type { ShownSource } from "../source-link.tsx";

/** What is written into a picture that leaves the page: a title with its day, its sources, and what of it is made up. */
export interface PictureWords {
  readonly title: string;
  readonly below: readonly string[];
}

interface Published {
  readonly title: string;
  readonly sources: readonly Pick<ShownSource, "code" | "title" | "publisher">[];
  /** How many of what is drawn are made up, of how many, and what they are. */
  readonly madeUp: number;
  readonly all: number;
  readonly unit: string;
  /** The dataset's revision that was read; undefined where not known. */
  readonly revision?: number | undefined;
  /** Whose data the picture holds beside that of its sources. */
  readonly notices?: readonly string[];
}

/** Every picture says the same of itself; each source once. */
export function pictureWords({
  title,
  sources,
  madeUp,
  all,
  unit,
  revision,
  notices = [],
}: Published): PictureWords {
  const named = [...new Map(sources.map((source) => [source.code, source])).values()].filter(
    ({ code }) => code !== "SYNTHETIC",
  );
  return {
    title,
    below: [
      ...(named.length > 0
        ? [`Sources: ${named.map(({ title, publisher }) => `${title} (${publisher})`).join("; ")}.`]
        : []),
      ...(madeUp > 0
        ? [
            `Made up for a demonstration: ${inCounts(madeUp)} of ${inCounts(all)} ${unit}. No finding about the NHS.`,
          ]
        : []),
      ...notices,
      `commissioning-graph${revision === undefined ? "" : `, revision ${inCounts(revision)} of the dataset`}. ODS, ONS and NHS data: Open Government Licence v3.0.`,
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
