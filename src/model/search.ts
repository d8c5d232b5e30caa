import { BadUserInput } from "./errors.ts";
import {
  beginningsOf,
  initialsApart,
  isOneSlipAway,
  longFormOf,
  mayBeMisspelt,
  otherFormsOf,
  wordsIn,
} from "./words.ts";

/** How organisations are found by text: what of them is searched, how a text is read, and how well the two fit. */

/** What of an organisation is searched. */
export interface Searched {
  readonly code: string;
  readonly name: string;
  readonly postcode: string | null;
}

/** Longer than any name; a longer text is no search. */
export const longestSearchText = 200;
const longestPostcode = 8;

/** A text as it is searched for. */
export interface SearchText {
  /** In the order they were typed, without noise and repetition; never empty. */
  readonly words: readonly string[];
  /** The text as a code is written: lower case, without the spaces that it may have been pasted with. */
  readonly code: string;
  /** The words without spaces: how a postcode is compared. */
  readonly compact: string;
  /** What initials it may be, where it is single letters and nothing else. */
  readonly initialsApart: readonly string[];
}

/**
 * Reads the text of a search: case, punctuation, accents and noise words do not count.
 * @throws BadUserInput when nothing is left to search for
 */
export function parseSearchText(text: string): SearchText {
  if (text.length > longestSearchText) {
    throw new BadUserInput(
      `text: ${text.length} characters are too many: expected at most ${longestSearchText}, such as "hunts health".`,
    );
  }
  const read = readSearchText(text);
  if (read) return read;
  throw new BadUserInput(
    `text: ${JSON.stringify(text)} holds nothing to search for ("NHS", "PCT", "Teaching", "and", "of" and "the" do not count): expected a name, code, postcode or outcode, such as "hunts health", "5PP" or "PE29".`,
  );
}

/** The same; null where nothing is left to search for. */
export function readSearchText(text: string): SearchText | null {
  const words = [...new Set(wordsIn(text))];
  if (words.length === 0) return null;
  const code = text.toLowerCase().replace(/\s+/g, "");
  return { words, code, compact: words.join(""), initialsApart: initialsApart(text) };
}

/** Initials as one word. */
export const textOfInitials = (word: string): SearchText => ({
  words: [word],
  code: word,
  compact: word,
  initialsApart: [],
});

/** What the text index is asked for: the words, how else they are written, and all as one where they may be a postcode or a code. */
export function termsOf({ words, compact, code }: SearchText): readonly string[] {
  const asOne = [compact, code].filter((one) => one.length <= longestPostcode && /^[a-z0-9]+$/.test(one));
  return [...new Set([...words, ...words.flatMap(otherFormsOf), ...asOne])];
}

/**
 * What the text index holds of an organisation: each word of its name, code and postcode with every beginning of it, so
 * that an engine that knows whole words only finds it while it is typed.
 */
export function searchTextOf(organisation: Searched): string {
  const beginnings = wordsOf(organisation).flatMap((word) =>
    Array.from(word, (_, index) => word.slice(0, index + 1)),
  );
  return [...new Set(beginnings)].join(" ");
}

/** For each word of a text the beginnings of words, one of which a name has to have that fits it. */
export const soughtOf = ({ words }: SearchText): readonly (readonly string[])[] => words.map(beginningsOf);

/** Whether an organisation may fit by all of the words sought: quick, true of all that do, and of a few others. */
export function mayFit(sought: readonly (readonly string[])[], { code, name, postcode }: Searched): boolean {
  const letters = [name.normalize("NFKD"), code, postcode ?? ""].map(compactText).join(" ");
  return sought.every((beginnings) => beginnings.some((beginning) => letters.includes(beginning)));
}

/** How well an organisation fits a text. */
export interface Fit {
  /** How many of the text's words it has, whole or as the beginning of a word. */
  readonly words: number;
  /**
   * 1 for its code, 0.95 its postcode, 0.9 its outcode, 0.85 the beginning of its postcode; up to 0.8 by its words; 0.79
   * for the very words of another name that it has had, and nine tenths for such a name that has others beside.
   */
  readonly score: number;
  /** What the score is for. */
  readonly by: "code" | "postcode" | "words";
  /** How much of the text's words it has, and how much of its name's words the text has; each 0 to 1. */
  readonly closeness: number;
  readonly coverage: number;
  /** By which name of another day, or one that was taken back; null: by its own. */
  readonly otherName: string | null;
}

/** What a name counts for that is not the one of the day. */
const worthOfOther = 0.9;
/** Less than its own name, more than a name that has the text's words and others. */
const scoreOfWholeOther = 0.79;

/** The fit by a name of another day, which counts for less; what a code or a postcode says does not depend on a name. */
export function asOther(fit: Fit, name: string): Fit {
  if (fit.by !== "words") return fit;
  const isWhole = fit.closeness === 1 && fit.coverage === 1;
  const score = isWhole ? scoreOfWholeOther : fit.score * worthOfOther;
  return { ...fit, score, closeness: fit.closeness * worthOfOther, otherName: name };
}

/** Of two fits the better one first. Whoever has had a name with all words and others stands behind those whose name has them. */
export const byFit = (a: Fit, b: Fit): number =>
  b.words - a.words || Number(isPartOfOther(a)) - Number(isPartOfOther(b)) || b.score - a.score;

export const isPartOfOther = ({ otherName, score }: Fit): boolean =>
  otherName !== null && score < scoreOfWholeOther;

/** What words may be the initials of: the words of each name. */
export type Initials = ReadonlyMap<string, readonly (readonly string[])[]>;
const noInitials: Initials = new Map();

export interface Reading {
  readonly loosely?: boolean;
  readonly name?: string;
  readonly initials?: Initials;
}

/**
 * @param loosely a word of five letters and more may also be misspelt, by one letter
 * @param name by which it is looked at, such as a former one
 * @param initials what words of the text may be the initials of
 */
export function fitOf(
  text: SearchText,
  organisation: Searched,
  { loosely = false, name = organisation.name, initials = noInitials }: Reading = {},
): Fit {
  const compare = loosely ? looseLikeness : likeness;
  const named = wordsIn(name).map(formsOf);
  const every = [...named, ...placesIn(text, organisation).map((word) => [word])];
  const read = text.words.map((word) => readingOf(word, every, compare, initials.get(word)));
  const meant = read.flatMap(({ words }) => words);
  const covered = named.filter((forms) => meant.some((word) => bestOf(word, forms, compare) > 0)).length;
  const closeness = read.reduce((sum, { fit }) => sum + fit, 0) / read.length;
  const coverage = named.length === 0 ? 0 : covered / named.length;
  const left = kindWordsLeft(text, name);
  const ofPlace = named.length > left ? covered / (named.length - left) : coverage;
  const placed = placeScore(text, organisation);
  if (placed !== null) {
    const by = placed === 1 ? "code" : "postcode";
    return { words: text.words.length, score: placed, by, closeness, coverage, otherName: null };
  }
  const score = Math.round(8_000 * (0.75 * closeness + 0.25 * Math.min(1, ofPlace))) / 10_000;
  const words = read.filter(({ fit }) => fit > 0).length;
  return { words, score, by: "words", closeness, coverage, otherName: null };
}

/** What stands behind the name of a place as "PCT" does, though whoever gives it with the place means just that body. */
const careTrust = /\bcare trust( plus)?$/;

/** How many words of a name say what kind of body it is, where the text has none of them. */
function kindWordsLeft({ words }: SearchText, name: string): number {
  const kindWords = careTrust.exec(wordsIn(name).join(" "))?.[0].split(" ") ?? [];
  return kindWords.some((word) => words.includes(word)) ? 0 : kindWords.length;
}

type Compare = (word: string, other: string) => number;

/** A name's word, and what it is short for. */
const formsOf = (word: string): readonly string[] => [word, ...longFormOf(word)];

const bestOf = (word: string, forms: readonly string[], compare: Compare): number =>
  forms.reduce((best, form) => Math.max(best, compare(word, form)), 0);

/** What a word of a text stands for in an organisation's words: itself, or all the words that it is short for. */
function readingOf(
  word: string,
  every: readonly (readonly string[])[],
  compare: Compare,
  initialsOf: readonly (readonly string[])[] = [],
) {
  const isNamed = (one: string) => every.some((forms) => forms.includes(one));
  const place = initialsOf.find((words) => words.every(isNamed));
  if (place) return { fit: misspeltLikeness, words: place };
  const fitting = (one: string) =>
    every.reduce((best, forms) => Math.max(best, bestOf(one, forms, compare)), 0);
  const [fit, words] = [fitting(word), longFormOf(word)];
  if (fit === 1 || words.length === 0) return { fit, words: [word] };
  const fits = words.map(fitting);
  const whole = fits.includes(0) ? 0 : fits.reduce((sum, one) => sum + one, 0) / fits.length;
  return whole > fit ? { fit: whole, words } : { fit, words: [word] };
}

/** The score of a code or a postcode; null for any other text. */
function placeScore({ code, words, compact }: SearchText, organisation: Searched): number | null {
  if (organisation.code.toLowerCase() === code) return 1;
  const { whole, outcode } = postcodeParts(organisation.postcode);
  // "PE2 9" is no PE29; "PE 29" is.
  const [first = ""] = words;
  const isOnePart = words.length === 1 || first === outcode || /^[a-z]{1,2}$/.test(first);
  if (whole === "" || !isOnePart) return null;
  if (whole === compact) return 0.95;
  if (outcode === compact) return 0.9;
  return compact.length > outcode.length && whole.startsWith(compact) ? 0.85 : null;
}

/** 1 where a word is the other, less the more is missing where it is the beginning of it, else 0. */
function likeness(word: string, other: string): number {
  return other.startsWith(word) ? word.length / other.length : 0;
}

/** Less than the word itself, more than most beginnings of it. */
const misspeltLikeness = 0.9;

/** The same, where the word may be misspelt. */
function looseLikeness(word: string, other: string): number {
  const like = likeness(word, other);
  if (like > 0 || Math.abs(word.length - other.length) > 1) return like;
  return mayBeMisspelt(word) && isOneSlipAway(word, other) ? misspeltLikeness : 0;
}

const wordsOf = (organisation: Searched): string[] => [
  ...wordsIn(organisation.name),
  ...placesOf(organisation),
];

/** The same, of which the end of a postcode says nothing without its beginning: others of the country end so too. */
function placesIn({ words }: SearchText, organisation: Searched): string[] {
  const { outcode, incode } = postcodeParts(organisation.postcode);
  const places = placesOf(organisation);
  return words.includes(outcode) ? places : places.filter((word) => word !== incode);
}

/** The words of its code and its postcode. */
function placesOf({ code, postcode }: Searched): string[] {
  const { whole, outcode, incode } = postcodeParts(postcode);
  return [...wordsIn(code), outcode, incode, whole].filter((word) => word !== "");
}

/** A postcode's first part, its last three characters, and the whole without a space; each in lower case. */
function postcodeParts(postcode: string | null): { whole: string; outcode: string; incode: string } {
  const whole = compactText(postcode ?? "");
  return { whole, outcode: whole.slice(0, -3), incode: whole.slice(-3) };
}

/** The first part of a postcode, such as PE29; null where there is none. */
export function outcodeOf(postcode: string | null): string | null {
  return postcodeParts(postcode).outcode.toUpperCase() || null;
}

/** Whether two texts have the same words, by what counts in a search. */
export function sameWords(a: string, b: string): boolean {
  const written = (text: string) => new Set(wordsIn(text).flatMap(writtenOut));
  const [words, others] = [written(a), written(b)];
  return words.size === others.size && [...words].every((word) => others.has(word));
}

/** A word as its long form. */
function writtenOut(word: string): readonly string[] {
  const long = longFormOf(word);
  return long.length > 0 ? long : [word];
}

/** The letters and digits of a text: how a postcode is compared. */
export const compactText = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
