import { inWords } from "../../app/months.ts";
import { type PictureWords, pictureWords } from "../../parts/published/picture-words.ts";
import type { Link } from "./links.ts";

/** What is written into a saved picture of a neighbourhood. */
export const wordsOf = (name: string, asOf: string, links: readonly Link[]): PictureWords =>
  pictureWords({
    title: `${name} and its neighbours on ${inWords(asOf)}`,
    sources: links.map(({ fact }) => fact.source),
    madeUp: links.filter(({ fact }) => fact.confidence === "SYNTHETIC").length,
    all: links.length,
    unit: "relationships",
  });
