import { namesTakenBack } from "../graph/statements/search.ts";
import { spellOfName } from "../model/described-days.ts";
import type { Organisation } from "../model/organisation.ts";
import type { OtherName } from "../model/other-name.ts";
import type { Context } from "./context.ts";
import { descriptions } from "./descriptions.ts";
import { rowsFor } from "./loaders.ts";

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
