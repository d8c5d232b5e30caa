import { standingFacts } from "../graph/statements/fact.ts";
import type { Organisation } from "../model/organisation.ts";
import { type Standing, standingOn } from "../model/standing.ts";
import type { Context } from "./context.ts";
import { answeredStanding } from "./coverage.ts";
import { rowsFor } from "./loaders.ts";

/** A practice's standing on its as-of date, with the reason and the first day where it is outside. */
export async function standing(context: Context, practice: Organisation): Promise<Standing> {
  const rows = await rowsFor(context, standingFacts, practice);
  const said = standingOn(
    practice.asOf,
    rows.map(({ fact }) => fact),
  );
  return { ...said, standing: answeredStanding(context, practice, said.standing) };
}
