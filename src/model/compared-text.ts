/** How a text is stored and compared, so that what looks the same is the same. */

/** The one form of Unicode in which text is stored and asked for: "é" is one character, not "e" and an accent. */
export const inOneForm = (text: string): string => text.normalize("NFC");

/** A text as a filter compares it: without regard to case. */
export const comparedText = (text: string): string => inOneForm(text).toLowerCase();

/** Of letters and digits, as codes of ODS are; words have no digits. */
const mayBeOdsCode = /^(?=.*\d)(?=.*[a-z])[a-z0-9]{3,8}$/i;

/** A code as it was pasted from elsewhere: without the spaces around it and, in one of ODS, within, or characters that nobody sees. */
export function pastedCode(text: string): string {
  const seen = inOneForm(text).replace(/\p{Cf}/gu, "");
  const compact = seen.replace(/\s+/g, "");
  return mayBeOdsCode.test(compact) ? compact : seen.trim();
}
