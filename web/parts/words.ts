/** The word for so many bodies of a kind: "1 consortium", "3 consortia". */
export function kindCounted(kind: string, count: number): string {
  const one = inEnglishWords(kind);
  if (count === 1) return one;
  return one === "consortium" ? "consortia" : `${one}s`;
}

/** A value of an enumeration as words: "NO_CLEAR_PLANS" as "no clear plans"; what is an abbreviation stays one. */
export function inEnglishWords(value: string): string {
  return value === "PCT" || value === "SHA" ? value : value.toLowerCase().replaceAll("_", " ");
}
