import { namesTakenBack } from "../graph/statements/search.ts";
import type { Instant } from "../model/dates.ts";
import type { Days } from "../model/days.ts";
import { spellOfName } from "../model/described-days.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import { descriptions } from "./descriptions.ts";
import { rowsFor } from "./loaders.ts";

/** A name that an organisation has had, though not on the day. */
export interface OtherName extends Days {
  readonly name: string;
  /** When it was taken back, so that it never was its name by what is known now; null where it was. */
  readonly knownTo: Instant | null;
}

/** On which days an organisation had another name, by which a search found it, as known at its clocks. */
export async function otherNameOf(
  context: Context,
  organisation: Organisation,
  name: string,
): Promise<OtherName> {
  const spell = spellOfName(await descriptions(context, organisation), name, organisation.asOf);
  if (spell) return { name, ...spell, knownTo: null };
  const taken = await rowsFor(context, namesTakenBack, organisation);
  const knownTo = taken.find((one) => one.name === name)?.knownTo ?? null;
  return { name, validFrom: null, validTo: null, knownTo };
}
