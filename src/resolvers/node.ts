import { type Code, parseCode } from "../model/code.ts";
import { BadUserInput } from "../model/errors.ts";
import { kindNames } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import { type ClockArgs, type Context, checkCount, clocksOf } from "./context.ts";
import { organisationOf } from "./organisation.ts";
import { pageSizes } from "./page.ts";

/**
 * The organisation with a global id; null where there is none.
 * @throws BadUserInput for what is no such id
 */
export async function nodeOf(
  context: Context,
  { id, ...clocks }: { readonly id: string } & ClockArgs,
): Promise<Organisation | null> {
  const named = readGlobalId(id);
  if (named.kind === "refused") throw named.error;
  return organisationIn(context, named, clocks);
}

/**
 * Those with global ids, in their order; null in the place of what names nothing or is no such id.
 * @throws BadUserInput for too many
 */
export async function nodesOf(
  context: Context,
  { ids, ...clocks }: { readonly ids: readonly string[] } & ClockArgs,
): Promise<(Organisation | null)[]> {
  checkCount("ids", ids.length, pageSizes.max, 0);
  return Promise.all(
    ids.map((id) => {
      const named = readGlobalId(id);
      return named.kind === "refused" ? null : organisationIn(context, named, clocks);
    }),
  );
}

interface GlobalId {
  readonly kind: "organisation";
  readonly kindName: string;
  readonly code: Code;
}

async function organisationIn(
  context: Context,
  { kindName, code }: GlobalId,
  clocks: ClockArgs,
): Promise<Organisation | null> {
  const organisation = await organisationOf(context, code, clocksOf(clocks, context));
  return organisation && kindNames[organisation.kind] === kindName ? organisation : null;
}

/** A global id is the base64 of a type's name and a code. */
function readGlobalId(id: string): GlobalId | { readonly kind: "refused"; readonly error: BadUserInput } {
  const [kindName = "", ...code] = Buffer.from(id, "base64").toString().split(":");
  try {
    if ((Object.values(kindNames) as string[]).includes(kindName))
      return { kind: "organisation", kindName, code: parseCode(code.join(":")) };
  } catch (error) {
    if (error instanceof BadUserInput) return { kind: "refused", error };
    throw error;
  }
  const message = `${JSON.stringify(id.slice(0, 60))} is not a global id: expected the id of an organisation, as its field id gives it.`;
  return { kind: "refused", error: new BadUserInput(message) };
}
