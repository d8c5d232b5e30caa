import type { Link } from "../graph/links.ts";
import type { ListBelow } from "../graph/statements/list-below.ts";
import { levelParams, listsBelow, mostListsBelow, type ShapeBelow } from "../graph/statements/lists-below.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { kindNames, organisationKinds } from "../model/kinds.ts";
import { type Organisation, type OrganisationRecord, seenAt } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import type { PageRead } from "./page.ts";
import { type Along, keepAhead, keptAhead } from "./read-ahead.ts";

/** What a query asks of a list, beside its arguments. */
export interface ListAsked {
  /** Whether brief columns are enough of what is listed. */
  readonly brief: boolean;
  /** Whether totals are asked for, or whether more follow. */
  readonly counted: boolean;
  /** The list that will be asked for of each of its rows. */
  readonly ahead: ListAhead | null;
  /** What will be asked of each of its rows beside lists, and is read with them where the list is read alone. */
  readonly along: readonly Along[];
}

/** A list that can be read together with the list whose rows it is asked of: the members of one kind, in the order of codes. */
export interface ListAhead extends ListAsked {
  readonly link: Link;
  readonly first: number;
}

/** A list that was read, with what was read ahead below its rows. */
export interface ReadList extends PageRead<Organisation> {
  readonly total: number;
  readonly patients: number;
  /** Whose list it is, where it was read with it. */
  readonly self?: OrganisationRecord | null;
}

/** What was read ahead of a row of a list, and what it was read for. */
interface ReadAhead {
  readonly of: ListAhead;
  readonly list: ListBelow;
}
const listBelow = "list below";

/** What was read ahead of a parent for a list; undefined where it was not. */
export function listReadAhead(
  parent: Organisation,
  { link, first, brief, counted }: Omit<ListAhead, "ahead" | "along">,
): ReadList | undefined {
  const known = keptAhead<ReadAhead>(parent, listBelow);
  if (!known) return undefined;
  const { of, list } = known;
  const fits = of.link.name === link.name && of.first === first;
  const suffices = (brief || !of.brief) && (of.counted || !counted);
  return fits && suffices ? shown(list, of, parent) : undefined;
}

/**
 * Reads a list of all parents together with the lists ahead, one below the other, by one statement.
 * @param self whether the parents themselves are to be read with it
 */
export async function readListsBelow(
  context: Context,
  clocks: Clocks,
  top: ListAhead,
  parents: readonly Code[],
  self: boolean,
): Promise<ReadonlyMap<Code, ReadList>> {
  const lists = chainOf(top).slice(0, mostListsBelow);
  const shape: ShapeBelow = {
    depth: lists.length,
    brief: lists.every(({ brief }) => brief),
    counted: lists.some(({ counted }) => counted),
  };
  const levels = lists.map(({ link, first }) => ({ kind: kindOf(link), size: first }));
  const params = { ...clocks, ...levelParams(levels), parents, self };
  const rows = await context.read(listsBelow(shape), params);
  return new Map(rows.map(({ parent, self, list }) => [parent, { ...shown(list, top, clocks), self }]));
}

const chainOf = (top: ListAhead): ListAhead[] => [top, ...(top.ahead ? chainOf(top.ahead) : [])];

function kindOf({ to }: Link) {
  const kind = organisationKinds.find((each) => kindNames[each] === to);
  if (!kind) throw new Error(`No kind of organisation is called ${to}`);
  return kind;
}

/** A list as its reader sees it; what was read below each row waits until it is asked for. */
function shown({ rows, totals }: ListBelow, { ahead }: ListAhead, clocks: Clocks): ReadList {
  const page = rows.map(({ organisation, below }) => {
    const row = seenAt(organisation, clocks);
    if (ahead && below) keepAhead(row, listBelow, { of: ahead, list: below } satisfies ReadAhead);
    return row;
  });
  return {
    page,
    keysOf: (index) => [page[index]?.code],
    more: totals !== null && totals.total > page.length,
    total: totals?.total ?? 0,
    patients: totals?.patients ?? 0,
  };
}
