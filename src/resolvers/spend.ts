import { QueryTooComplex } from "../model/errors.ts";
import type { Context } from "./context.ts";

/**
 * Counts what a request reads of something that nobody can reckon beforehand.
 * @param amount read just now; 0 to ask before reading whether more may be read
 * @throws QueryTooComplex
 */
export function spend({ spent }: Context, what: string, amount: number, limit: number): void {
  const actual = (spent.get(what) ?? 0) + amount;
  spent.set(what, actual);
  if (actual <= limit) return;
  throw new QueryTooComplex(
    `This request has read ${actual} ${what}; at most ${limit} are allowed. Ask for fewer organisations at once.`,
    { bound: what, limit, actual },
  );
}
