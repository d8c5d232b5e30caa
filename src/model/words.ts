import { idleWords, shortForms } from "./aliases.ts";

/** Names as words: what of them counts, what else a word may stand for, and which words differ by a slip of the pen. */

/** Words that nearly every name has or lacks by chance: "NHS Bolton" and "Bolton Teaching PCT" are one. */
const noiseWords = new Set([...idleWords, "and", "the", "of"]);
/** Words that names leave out of their initials, or keep: both BANES and BNES are. */
const smallWords = new Set(["and", "the", "of"]);
const noisePhrase = /\b(?:primary care trusts?|p c t|n h s)\b/g;
const initials = /(?<![a-z0-9])(?:[a-z]\.){1,3}[a-z]\b\.?/g;

const compass: Readonly<Record<string, readonly string[]>> = {
  ...{ n: ["north"], e: ["east"], s: ["south"], w: ["west"] },
  ...{ ne: ["north", "east"], nw: ["north", "west"], se: ["south", "east"], sw: ["south", "west"] },
};

/** What each short form stands for: the words of which all are meant. */
const longForms: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...Object.entries(compass),
  ...Object.entries({ ...shortForms, st: "saint" }).map(([short, long]): [string, string[]] => [
    short,
    [long],
  ]),
]);

/** How else a word may be written that names have shortened: of directions only a name's other words find it. */
const shortOf: ReadonlyMap<string, readonly string[]> = shortsOf();
function shortsOf() {
  const shorts = new Map<string, string[]>();
  for (const [short, [long = ""]] of longForms) {
    if (short in compass) continue;
    shorts.set(long, [...(shorts.get(long) ?? []), short]);
  }
  return shorts;
}

/** What a word may stand for beside itself: all of these words. */
export const longFormOf = (word: string): readonly string[] => longForms.get(word) ?? [];

/** Other words that an index may hold in place of this one. */
export function otherFormsOf(word: string): readonly string[] {
  return [...longFormOf(word), ...(shortOf.get(word) ?? [])];
}

/**
 * What a word begins that stands for this one, or of which this one is the beginning: a name that has it begins a word with
 * one of these.
 */
export function beginningsOf(word: string): readonly string[] {
  const [first = word] = longFormOf(word);
  const short = [...longForms].flatMap(([one, long]) =>
    long.some((whole) => whole.startsWith(word) || whole.startsWith(first)) ? [one] : [],
  );
  return [...new Set([word, first, ...short])];
}

/** The words of a text that count, lower case, in their order. */
export const wordsIn = (text: string): string[] => allWordsIn(text).filter((word) => !noiseWords.has(word));

function allWordsIn(text: string): string[] {
  const letters = text
    .replace(/['’‘ʼ´`]/g, "")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(initials, readInitials)
    .replace(/[^a-z0-9]+/g, " ")
    .replace(noisePhrase, " ");
  return letters.split(" ").filter((word) => word !== "");
}

/** Two letters would be those of too many places; more words than these nobody names by their initials. */
const fewestInitials = 3;
const mostInitials = 6;

/** Whether a word may be initials. */
export const mayBeInitials = (word: string): boolean =>
  word.length >= fewestInitials && word.length <= mostInitials && /^[a-z]+$/.test(word);

/**
 * What a text may be that is initials written apart and nothing else: "I.O.W." is iow, and "H&F" is haf, as which
 * Hammersmith and Fulham is known. Empty where it has other words.
 */
export function initialsApart(text: string): readonly string[] {
  const spoken = allWordsIn(text.replace(/&/g, " and ")).filter((word) => !idleWords.includes(word));
  const letters = spoken.filter((word) => !smallWords.has(word));
  if (letters.length < 2 || letters.some((word) => word.length > 1)) return [];
  const between = spoken.slice(
    spoken.indexOf(letters[0] ?? ""),
    spoken.lastIndexOf(letters.at(-1) ?? "") + 1,
  );
  const joined = [between, letters].map((words) => words.map(([first = ""]) => first).join(""));
  return [...new Set(joined)].filter(mayBeInitials);
}

/** By which initials places of a name may be called, and the words of each: "iow" is Isle of Wight, "banes" Bath and North East Somerset. */
export function initialsIn(name: string): ReadonlyMap<string, readonly string[]> {
  const spoken = allWordsIn(name.replace(/&/g, " and ")).filter(
    (word) => smallWords.has(word) || !noiseWords.has(word),
  );
  const found = new Map<string, readonly string[]>();
  for (const words of [spoken, spoken.filter((word) => !smallWords.has(word))]) {
    for (const at of words.keys()) {
      for (let end = at + fewestInitials; end <= Math.min(words.length, at + mostInitials); end++) {
        const run = words.slice(at, end);
        if (smallWords.has(run[0] ?? "") || smallWords.has(run.at(-1) ?? "")) continue;
        found.set(
          run.map(([first = ""]) => first).join(""),
          run.filter((word) => !smallWords.has(word)),
        );
      }
    }
  }
  return found;
}

/** "N.H.S." and "N.E." are words; the initials of a person are each their own. */
function readInitials(text: string): string {
  const word = text.replaceAll(".", "");
  return noiseWords.has(word) || longForms.has(word) ? ` ${word} ` : text;
}

/** A shorter word has too many neighbours for a slip to tell which was meant. */
const shortestMisspelt = 5;
/** Longer than any word of a name. */
const longestMisspelt = 40;

/** Whether a word can be looked for though it may be misspelt: a letter may be missing of it, and its digits are no slip. */
export const mayBeMisspelt = (word: string): boolean =>
  word.length >= shortestMisspelt - 1 && word.length <= longestMisspelt && !/\d/.test(word);

/** Whether the words differ by one letter that is missing, too much or wrong, or by two neighbours that are swapped. */
export function isOneSlipAway(word: string, other: string): boolean {
  const [short, long] = word.length <= other.length ? [word, other] : [other, word];
  const more = long.length - short.length;
  if (more > 1 || long.length < shortestMisspelt || short === long) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (more === 1) return short.slice(at) === long.slice(at + 1);
  const swapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return (
    short.slice(at + 1) === long.slice(at + 1) || (swapped && short.slice(at + 2) === long.slice(at + 2))
  );
}

/** The word and what is left of it without one of its letters: words that are one slip apart have one of these in common. */
export function shortenings(word: string): ReadonlySet<string> {
  return new Set([word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))]);
}
