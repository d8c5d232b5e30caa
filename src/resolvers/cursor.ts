import { createHash } from "node:crypto";
import { BadUserInput } from "../model/errors.ts";

/**
 * A cursor holds the sort values of its row and a mark of the list it belongs to, so that it stays right while facts are
 * added, and so that one from another query, order or date is refused rather than misread.
 */
export function cursorOf(mark: string, keys: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([mark, ...keys])).toString("base64url");
}

/** A short mark of everything that a list depends on. */
export function fingerprint(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 12);
}

/**
 * The sort values in a cursor.
 * @param mark of the list; asked for only where there is a cursor
 * @param keys how many there must be
 * @throws BadUserInput when it is not a cursor, or one of another list
 */
export function readCursor(
  argument: string,
  cursor: string | null | undefined,
  mark: () => string,
  keys: number,
): readonly unknown[] | undefined {
  if (cursor == null) return undefined;
  const [itsMark, ...values] = decoded(argument, cursor);
  if (itsMark === mark() && values.length === keys) return values;
  throw new BadUserInput(
    `${argument}: this cursor belongs to another list, filter, order or date: expected one from this very query. To start over, leave ${argument} out.`,
  );
}

function decoded(argument: string, cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(parts) && parts.slice(1).every(isSortValue)) return parts;
  } catch {
    // Said below, as for every other text that is no cursor.
  }
  throw new BadUserInput(
    `${argument}: ${JSON.stringify(cursor.slice(0, 40))} is not a cursor: expected the endCursor or startCursor of a page.`,
  );
}

function isSortValue(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
