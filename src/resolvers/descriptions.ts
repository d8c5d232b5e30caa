import { descriptionsOf } from "../graph/statements/descriptions.ts";
import { type DescribedDays, descriptionsWithin } from "../model/described-days.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import { rowsFor } from "./loaders.ts";

/** What an organisation was called and where it was, as known at its clocks, of whatever day of its life. */
export async function descriptions(
  context: Context,
  organisation: Organisation,
): Promise<readonly DescribedDays[]> {
  return descriptionsWithin(await rowsFor(context, descriptionsOf, organisation), organisation);
}
