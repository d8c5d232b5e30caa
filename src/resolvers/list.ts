import type { Code } from "../model/code.ts";
import { type Clocks, pinnedKey } from "../model/dates.ts";
import type { Fact } from "../model/facts.ts";
import type { ListedEntity, OrderKey, OrganisationEntity, Where } from "../model/filters.ts";
import type { Link } from "../model/links.ts";
import { clocksIn, type Organisation, type OrganisationRecord, seenAt } from "../model/organisation.ts";
import type { Tally } from "../model/rests-on.ts";
import {
  everything,
  type ListQuestion,
  type ListRow,
  noTotals,
  planDelegations,
  planOrganisations,
} from "../query/plan.ts";
import type { Context } from "./context.ts";
import { notePatients } from "./coverage.ts";
import { fingerprint } from "./cursor.ts";
import { type FactView, viewOf } from "./fact.ts";
import { loaderFor } from "./loaders.ts";
import { type Page, type PageArgs, type PageAsked, pageAsked, shapePage } from "./page.ts";

export interface ListArgs extends PageArgs {
  readonly where?: Where | null | undefined;
  readonly orderBy?: readonly OrderKey[] | null | undefined;
}

/** A list that reads only what is asked of it: its page, its totals, or both in one statement. */
export interface List<N> {
  page(): Promise<Page<N>>;
  totals(): Promise<{ readonly total: number; readonly patients: number | null; readonly tally: Tally }>;
  /** Registered patients of its practices; null where none was counted. */
  patients(): Promise<number | null>;
}

/** The link that a list follows, and from whom. */
interface From {
  readonly link: Link;
  readonly parent: Organisation;
}

/**
 * A list of organisations: all of a kind, or those that a link reaches from a parent.
 * @throws BadUserInput for arguments that do not fit each other, QueryTooComplex
 */
export function listOf(
  context: Context,
  entity: OrganisationEntity,
  from: From | null,
  at: Clocks,
  args: ListArgs,
): List<Organisation> {
  const clocks = clocksIn(at);
  return read(context, questionOf(entity, from, clocks, args), async (asked) => ({
    rows: await context.ask(planOrganisations({ ...asked, entity }), clocks),
    seen: (record: OrganisationRecord) => seenAt(record, clocks),
  }));
}

/** A list of all delegations. */
export function listDelegations(context: Context, at: Clocks, args: ListArgs): List<FactView> {
  const clocks = clocksIn(at);
  return read(context, questionOf("Delegation", null, clocks, args), async (asked) => ({
    rows: await context.ask(planDelegations({ ...asked, entity: "Delegation" }), clocks),
    seen: (fact: Fact) => viewOf(fact, clocks),
  }));
}

interface Question {
  readonly entity: ListedEntity;
  readonly from: From | null;
  readonly where: Where;
  readonly order: readonly OrderKey[];
  readonly clocks: Clocks;
  readonly page: PageAsked;
  /** Of the list, for its cursors. */
  readonly mark: () => string;
}

function questionOf(entity: ListedEntity, from: From | null, clocks: Clocks, args: ListArgs): Question {
  const where = args.where ?? {};
  const order = args.orderBy ?? [];
  const parent = from?.parent.code ?? everything;
  const mark = once(() =>
    fingerprint([entity, from?.link ?? null, parent, where, order, clocks.asOf, pinnedKey(clocks)]),
  );
  return { entity, from, where, order, clocks, page: pageAsked(args, mark, order.length + 1), mark };
}

type Part = "page" | "totals";
interface Wanted {
  readonly parent: Code;
  readonly part: Part;
}
/** What is asked of a list whatever it lists. */
type Asked = Omit<ListQuestion, "entity">;
/** The rows that answer it, and how what they hold is shown. */
interface Answered<Node, Shown> {
  readonly rows: readonly ListRow<Node>[];
  readonly seen: (node: Node) => Shown;
}
const nothing = { page: [], keysOf: () => [], ...noTotals };

function read<Node, Shown>(
  context: Context,
  { entity, from, where, order, clocks, page, mark }: Question,
  ask: (asked: Asked) => Promise<Answered<Node, Shown>>,
): List<Shown> {
  const link = from?.link ?? null;
  const parent = from?.parent.code ?? everything;
  const loader = loaderFor<Wanted, ListRow<Shown>>(
    context,
    `list ${JSON.stringify([{ entity, link, where, order, page: page.request }, clocks])}`,
    async (wanted) => {
      const parts = new Set(wanted.map(({ part }) => part));
      const { rows, seen } = await ask({
        ...{ link, where, order, totals: parts.has("totals") },
        page: parts.has("page") ? page.request : undefined,
        parents: [...new Set(wanted.map(({ parent }) => parent))],
      });
      const shown = await context.pace.map(rows, (row) => ({ ...row, page: row.page.map(seen) }));
      const of = new Map(shown.map((row) => [row.parent, row]));
      return wanted.map(({ parent }) => of.get(parent) ?? { parent, ...nothing });
    },
    (each) => `${each.part} ${each.parent}`,
  );
  const totals = () => loader.load({ parent, part: "totals" });
  return {
    page: async () => shapePage(await loader.load({ parent, part: "page" }), page, mark),
    totals,
    patients: async () => {
      notePatients(context, clocks);
      return (await totals()).patients;
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
