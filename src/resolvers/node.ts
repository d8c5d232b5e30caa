import { parseCode } from "../model/code.ts";
import { BadUserInput } from "../model/errors.ts";
import { kindNames } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import { type Context, checkCount, clocksOf } from "./context.ts";
import { organisationOf } from "./organisation.ts";
import { pageSizes } from "./page.ts";

type ClockArgs = Parameters<typeof clocksOf>[0];

/** The organisation with a global id; null where there is none. */
export async function nodeOf(
  context: Context,
  args: { readonly id: string } & ClockArgs,
): Promise<Organisation | null> {
  const { kindName, code } = readGlobalId(args.id);
  const organisation = await organisationOf(context, code, clocksOf(args, context));
  return organisation && kindNames[organisation.kind] === kindName ? organisation : null;
}

export function nodesOf(
  context: Context,
  { ids, ...clocks }: { readonly ids: readonly string[] } & ClockArgs,
): Promise<(Organisation | null)[]> {
  if (ids.length > 0) checkCount("ids", ids.length, pageSizes.most);
  return Promise.all(ids.map((id) => nodeOf(context, { id, ...clocks })));
}

/** A global id is the base64 of a type's name and a code. */
function readGlobalId(id: string) {
  const [kindName = "", ...code] = Buffer.from(id, "base64").toString().split(":");
  if (!(Object.values(kindNames) as string[]).includes(kindName)) {
    throw new BadUserInput(
      `${JSON.stringify(id.slice(0, 60))} is not a global id: expected the id of an organisation, as its field id gives it.`,
    );
  }
  return { kindName, code: parseCode(code.join(":")) };
}
