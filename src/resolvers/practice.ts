import { type StandingFactRow, standingFacts } from "../graph/statements/fact.ts";
import type { Organisation } from "../model/organisation.ts";
import { type Standing, standingOn } from "../model/standing.ts";
import type { Context } from "./context.ts";
import { groupBy, rowsFor } from "./loaders.ts";
import { alongWith, keptAhead } from "./read-ahead.ts";

/** A practice's standing on its as-of date, with the reason and the first day where it is outside. */
export async function standing(context: Context, practice: Organisation): Promise<Standing> {
  const known = keptAhead<readonly StandingFactRow[]>(practice, standingFacts.name);
  const rows = known ?? (await rowsFor(context, standingFacts, practice));
  return standingOn(
    practice.asOf,
    rows.map(({ fact }) => fact),
  );
}

/** Standings that a list of practices takes along. */
export const standingAlong = alongWith(standingFacts, (found) => {
  const byPractice = groupBy(found, ({ parent }) => parent);
  return (code) => byPractice.get(code) ?? [];
});
