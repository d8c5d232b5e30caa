/** How a text is stored and compared, so that what looks the same is the same. */

/** The one form of Unicode in which text is stored and asked for: "é" is one character, not "e" and an accent. */
export const inOneForm = (text: string): string => text.normalize("NFC");

/** A text as a filter compares it: without regard to case. */
export const comparedText = (text: string): string => inOneForm(text).toLowerCase();

/** A code as it was pasted from elsewhere: without the spaces around it, or characters that nobody sees. */
export const pastedCode = (text: string): string =>
  inOneForm(text)
    .replace(/\p{Cf}/gu, "")
    .trim();
