import { factsMade, factsReceived, type LiveFactRow, typesOf } from "../graph/statements/fact.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import type { Fact, FactKind } from "../model/facts.ts";
import { type Context, clocksIn } from "./context.ts";
import { groupBy, loaderFor } from "./loaders.ts";
import { primeOrganisation } from "./organisation.ts";

/** At which end of a fact an organisation stands: it makes facts and receives them. */
const statements = { made: factsMade, received: factsReceived } as const;
type End = keyof typeof statements;

interface Wanted {
  readonly parent: Code;
  readonly kind: FactKind;
  readonly ends: boolean;
}

/**
 * The facts of a kind that an organisation makes (or receives), live at its clocks. Kinds that are asked for at once are
 * read by one statement.
 * @param ends whether who is at the other end of each will be asked for, and is to be read with it
 */
export function liveFacts(
  context: Context,
  end: End,
  kind: FactKind,
  parent: Clocks & { readonly code: Code },
  ends = false,
): Promise<readonly Fact[]> {
  const clocks = clocksIn(parent);
  const loader = loaderFor<Wanted, readonly Fact[]>(
    context,
    `facts ${end} ${clocks.asOf} ${clocks.knownAt}`,
    async (wanted) => {
      const rows = groupBy(await read(context, end, clocks, wanted), keyOfRow);
      return wanted.map((one) => (rows.get(keyOf(one)) ?? []).map(({ fact }) => fact));
    },
    (one) => `${keyOf(one)} ${one.ends}`,
  );
  return loader.load({ parent: parent.code, kind, ends });
}

const keyOf = ({ kind, parent }: Omit<Wanted, "ends">): string => `${kind} ${parent}`;
const keyOfRow = ({ parent, fact: { kind } }: LiveFactRow): string => keyOf({ parent, kind });

async function read(
  context: Context,
  end: End,
  clocks: Clocks,
  wanted: readonly Wanted[],
): Promise<LiveFactRow[]> {
  const kinds = [...new Set(wanted.map(({ kind }) => kind))];
  const rows = await context.read(statements[end], {
    ...clocks,
    parents: [...new Set(wanted.map(({ parent }) => parent))],
    ...{ kinds, types: typesOf(kinds), ends: wanted.some(({ ends }) => ends) },
  });
  for (const { other } of rows) if (other) primeOrganisation(context, other, clocks);
  return rows;
}
