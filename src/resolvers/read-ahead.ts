import type { AlongStatement } from "../graph/statements/along.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";

/** What was read ahead of organisations, by the name under which it will be asked for: it waits here. */
const waiting = new WeakMap<object, Map<string, unknown>>();

export function keepAhead(organisation: object, name: string, answer: unknown): void {
  const known = waiting.get(organisation);
  if (known) known.set(name, answer);
  else waiting.set(organisation, new Map([[name, answer]]));
}

/** What was kept under a name, of the type that its keeper gave it; undefined where nothing was. */
export const keptAhead = <T>(organisation: object, name: string): T | undefined =>
  waiting.get(organisation)?.get(name) as T | undefined;

/** What a query will ask of each row of a page, and the page takes along. */
export interface Along {
  /** Its name is that under which the answer is kept. */
  readonly statement: AlongStatement<unknown>;
  /** The answer for each organisation, out of what was found for all. */
  readonly answers: (found: readonly unknown[], clocks: Clocks) => (code: Code) => unknown;
}

export const alongWith = <R>(
  statement: AlongStatement<R>,
  answers: (found: readonly R[], clocks: Clocks) => (code: Code) => unknown,
): Along => ({ statement, answers: answers as Along["answers"] });

/** Keeps for the rows of a page what it took along. */
export function keepAlong(
  along: readonly Along[],
  found: readonly (readonly unknown[])[],
  rows: readonly { readonly code: Code }[],
  clocks: Clocks,
): void {
  for (const [index, { statement, answers }] of along.entries()) {
    const answer = answers(found[index] ?? [], clocks);
    for (const row of rows) keepAhead(row, statement.name, answer(row.code));
  }
}
