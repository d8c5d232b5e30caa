import { type FactRow, factsMade, factsReceived, typesOf } from "../graph/statements/fact.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, clocksKey } from "../model/dates.ts";
import type { Fact, FactKind } from "../model/facts.ts";
import { groupBy } from "../model/group-by.ts";
import { clocksIn } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import { loaderFor } from "./loaders.ts";

/** At which end of a fact an organisation stands: it makes facts and receives them. */
const statements = { made: factsMade, received: factsReceived } as const;
type End = keyof typeof statements;

interface Wanted {
  readonly parent: Code;
  readonly kind: FactKind;
}

/**
 * The facts of a kind that an organisation makes (or receives), live at its clocks. Kinds that are asked for at once are
 * read by one statement.
 */
export function liveFacts(
  context: Context,
  end: End,
  kind: FactKind,
  parent: Clocks & { readonly code: Code },
): Promise<readonly Fact[]> {
  const clocks = clocksIn(parent);
  const loader = loaderFor<Wanted, readonly Fact[]>(
    context,
    `facts ${end} ${clocksKey(clocks)}`,
    async (wanted) => {
      const rows = groupBy(await read(context, end, clocks, wanted), keyOfRow);
      return wanted.map((one) => (rows.get(keyOf(one)) ?? []).map(({ fact }) => fact));
    },
    keyOf,
  );
  return loader.load({ parent: parent.code, kind });
}

const keyOf = ({ kind, parent }: Wanted): string => `${kind} ${parent}`;
const keyOfRow = ({ parent, fact: { kind } }: FactRow): string => keyOf({ parent, kind });

function read(context: Context, end: End, clocks: Clocks, wanted: readonly Wanted[]): Promise<FactRow[]> {
  const kinds = [...new Set(wanted.map(({ kind }) => kind))];
  const parents = [...new Set(wanted.map(({ parent }) => parent))];
  return context.read(statements[end], { ...clocks, parents, kinds, types: typesOf(kinds) });
}
