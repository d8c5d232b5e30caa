import { listSizes } from "../graph/statements/list-sizes.ts";
import { type Count, countsThatServe } from "../model/counts.ts";
import { type IsoDate, openEnd, unknownStart } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import { rowsFor } from "./loaders.ts";

interface Days {
  readonly from?: IsoDate | null | undefined;
  readonly to?: IsoDate | null | undefined;
}

/**
 * The counts of a practice's patients as known at its clocks, of whatever day, the earliest first. One of which nobody
 * says the day is answered where no day is asked for.
 * @throws BadUserInput for days in the wrong order
 */
export async function listSizesOf(
  context: Context,
  practice: Organisation,
  { from, to }: Days,
): Promise<readonly Count[]> {
  if (from != null && to != null && to < from)
    throw new BadUserInput(
      `listSizes to ${to} lies before from ${from}: expected it on that day or later, such as from: "2013-04-01", to: "2016-03-31".`,
    );
  const counts = countsThatServe(await rowsFor(context, listSizes, practice));
  if (from == null && to == null) return counts;
  return counts.filter(
    ({ listSizeOn: day }) => day !== null && (from ?? unknownStart) <= day && day <= (to ?? openEnd),
  );
}
