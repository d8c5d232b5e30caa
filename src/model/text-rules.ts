/** What may be written into the graph as text, so that every format of an export can hold it. */

/** Characters of a note, a reason or a name: a paragraph. What says more is the source's own part. */
export const longestText = 2_000;

/** A text may hold several lines; any other control character, and what stands for a lost one, is a fault. */
const odd = /(?![\n\t])[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\uFFFD]/u;

/** What is wrong with a text, and what was expected; undefined for one that may be written. */
export function faultOfText(text: string): { readonly found: string; readonly expected: string } | undefined {
  if (text.length > longestText) {
    return { found: `it has ${text.length} characters`, expected: `${longestText} characters or fewer` };
  }
  const [character] = odd.exec(text) ?? [];
  if (character === undefined) return undefined;
  if (/\p{Surrogate}/u.test(character)) {
    return { found: "half of a character stands in it", expected: "whole characters of Unicode" };
  }
  const point = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return { found: `it holds the character U+${point}`, expected: "text, with tabs and new lines at most" };
}
