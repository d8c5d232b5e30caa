import { neighboursInOutcode, neighboursInPct, outcodesOfOrphans } from "../graph/statements/suggestion.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { linkOf } from "../model/links.ts";
import { clocksIn, type Organisation } from "../model/organisation.ts";
import { type Neighbourhood, suggestionsFrom } from "../model/suggestion.ts";
import type { Context } from "./context.ts";
import { linked } from "./links.ts";
import { rowsFor } from "./loaders.ts";
import { organisationNamed } from "./organisation.ts";

export interface Suggestion {
  readonly consortium: Organisation;
  readonly sharePct: number;
  readonly evidence: string;
}

/** The consortia of the practices around one that is in none; none for a member. */
export async function suggestedConsortia(
  context: Context,
  practice: Organisation,
): Promise<readonly Suggestion[]> {
  const [orphan] = await rowsFor(context, outcodesOfOrphans, practice);
  if (!orphan) return [];
  const clocks = clocksIn(practice);
  const { outcode } = orphan;
  const pcts = await linked(context, linkOf("Practice", "pct"), practice);
  const neighbourhoods = await Promise.all([
    ...(outcode === null
      ? []
      : [neighbourhood(context, neighboursInOutcode, outcode as Code, outcode, clocks)]),
    ...pcts.map(({ code, name }) => neighbourhood(context, neighboursInPct, code, name, clocks)),
  ]);
  return Promise.all(
    suggestionsFrom(neighbourhoods).map(async (suggestion) => ({
      ...suggestion,
      consortium: await organisationNamed(context, suggestion.consortium, clocks),
    })),
  );
}

async function neighbourhood(
  context: Context,
  statement: typeof neighboursInPct,
  code: Code,
  place: string,
  clocks: Clocks,
): Promise<Neighbourhood> {
  return { place, members: await rowsFor(context, statement, { ...clocks, code }) };
}
