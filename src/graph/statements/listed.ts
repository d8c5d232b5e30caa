/**
 * Properties as a list of their values: an object, with their names in each row, takes five times as long on its way into
 * the embedded engine.
 */
export interface Listed {
  /** Cypher for a map of them. @param list the expression of the list */
  readonly map: (list: string) => string;
  /** Their values: null for one that is not there. */
  readonly of: (properties: Readonly<Record<string, unknown>>) => readonly unknown[];
}

/** @param names all that there may be */
export const listed = (names: readonly string[]): Listed => ({
  map: (list) => `{${names.map((name, at) => `${name}: ${list}[${at}]`).join(", ")}}`,
  of: (properties) => names.map((name) => properties[name] ?? null),
});
