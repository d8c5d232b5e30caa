/** A value of an enumeration as words: "NO_CLEAR_PLANS" as "no clear plans"; what is an abbreviation stays one. */
export function inEnglishWords(value: string): string {
  return value === "PCT" || value === "SHA" ? value : value.toLowerCase().replaceAll("_", " ");
}
