import { parseCode } from "../../model/code.ts";
import { BadUserInput } from "../../model/errors.ts";
import type { Organisation } from "../../model/organisation.ts";
import type { PropertyValue } from "../../model/reconciliation.ts";
import { type Context, clocksOf } from "../context.ts";
import { organisationOf } from "../organisation.ts";
import { type PropertyId, valuesOf } from "./properties.ts";

/** A column to fetch, on a day of its own or that of the request. */
export interface ExtendedColumn {
  readonly id: PropertyId;
  readonly clocks: Parameters<typeof clocksOf>[0];
}

/** For each code the values of each column, in their order; nothing for a code that the graph does not hold. */
export async function extend(
  context: Context,
  codes: readonly string[],
  columns: readonly ExtendedColumn[],
): Promise<readonly (readonly (readonly PropertyValue[])[])[]> {
  return Promise.all(
    codes.map((code) =>
      Promise.all(
        columns.map(async ({ id, clocks }) => {
          const organisation = await organisationAt(context, code, clocks);
          return organisation ? valuesOf(context, id, organisation) : [];
        }),
      ),
    ),
  );
}

/** The organisation of a code that may be any text; null where there is none. */
export async function organisationAt(
  context: Context,
  text: string,
  clocks: ExtendedColumn["clocks"],
): Promise<Organisation | null> {
  try {
    return await organisationOf(context, parseCode(text), clocksOf(clocks, context));
  } catch (error) {
    if (error instanceof BadUserInput) return null;
    throw error;
  }
}
