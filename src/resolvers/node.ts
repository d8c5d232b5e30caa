import type { Clocks } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Organisation } from "../model/organisation.ts";
import { type ClockArgs, type Context, checkCount, clocksOf } from "./context.ts";
import { readGlobalId } from "./global-id.ts";
import { organisationOf } from "./organisation.ts";
import { pageSizes } from "./page.ts";
import { spend } from "./spend.ts";

/**
 * The organisation with a global id, at the clocks that the id says; null where there is none.
 * @throws BadUserInput for what is no such id
 */
export async function nodeOf(context: Context, id: string): Promise<Organisation | null> {
  const { code, clocks } = readGlobalId(context.state.graphId, id);
  return organisationOf(context, code, clocksOf(clocks, context));
}

/** At how many different clocks the ids of a request may be: each takes a statement of its own, as an alias does. */
const maxClocks = 100;

/**
 * Those with global ids, in their order; null in the place of what names nothing or is no such id.
 * @throws BadUserInput for too many, QueryTooComplex for those of too many days
 */
export async function nodesOf(context: Context, ids: readonly string[]): Promise<(Organisation | null)[]> {
  checkCount("ids", ids.length, pageSizes.max, 0);
  const known = new Map<string, Clocks>();
  const clocksAt = (asked: ClockArgs): Clocks => {
    const key = JSON.stringify(asked);
    const clocks = known.get(key) ?? clocksOf(asked, context);
    if (!known.has(key)) spend(context, "different days and instants of ids", 1, maxClocks);
    known.set(key, clocks);
    return clocks;
  };
  return Promise.all(
    ids.map((id) =>
      nullWhereRefused(async () => {
        const { code, clocks } = readGlobalId(context.state.graphId, id);
        return organisationOf(context, code, clocksAt(clocks));
      }),
    ),
  );
}

async function nullWhereRefused<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BadUserInput) return null;
    throw error;
  }
}
