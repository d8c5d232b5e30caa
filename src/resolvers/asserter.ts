import type { Organisation } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import type { FactView } from "./fact.ts";
import { organisationOf } from "./organisation.ts";

/** Whose claim a fact is. */
export interface Asserter {
  readonly name: string;
  /** Null for a person or body that is no organisation of the graph, unless it speaks for one. */
  readonly organisation: Organisation | null;
}

/** Whose claim a fact is; null where nobody in particular makes it. */
export async function asserterOf(
  context: Context,
  { assertedBy, assertedByName = null, clocks }: FactView,
): Promise<Asserter | null> {
  const organisation = assertedBy === null ? null : await organisationOf(context, assertedBy, clocks);
  const name = assertedByName ?? organisation?.name ?? null;
  return name === null ? null : { name, organisation };
}
