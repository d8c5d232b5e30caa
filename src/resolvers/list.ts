import type { Link } from "../graph/links.ts";
import { type ListRow, listStatement } from "../graph/statements/connection.ts";
import type { ListRequest } from "../graph/statements/list-request.ts";
import { delegationListing, type Listing, organisationListing } from "../graph/statements/selection.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, pinnedKey } from "../model/dates.ts";
import type { ListedEntity, OrderKey, OrganisationEntity, Where } from "../model/filters.ts";
import { type Organisation, seenAt } from "../model/organisation.ts";
import { type Context, clocksIn } from "./context.ts";
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
  totals(): Promise<{ readonly total: number; readonly patients: number | null }>;
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
  const listing = organisationListing(entity);
  const seen: Listing<Organisation> = {
    ...listing,
    read: (row) => seenAt(listing.read(row), clocks),
    show: (held) => seenAt(listing.show(held), clocks),
  };
  return read(context, seen, questionOf(entity, from, clocks, args));
}

/** A list of all delegations. */
export function listDelegations(context: Context, at: Clocks, args: ListArgs): List<FactView> {
  const clocks = clocksIn(at);
  const seen: Listing<FactView> = {
    ...delegationListing,
    read: (row) => viewOf(delegationListing.read(row), clocks),
    show: (held) => viewOf(delegationListing.show(held), clocks),
  };
  return read(context, seen, questionOf("Delegation", null, clocks, args));
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
/** The one parent of a list that has none. */
const everything = "" as Code;
const nothing = { page: [], keysOf: () => [], total: 0, patients: 0 };

function read<N>(
  context: Context,
  listing: Listing<N>,
  { entity, from, where, order, clocks, page, mark }: Question,
): List<N> {
  const request = { entity, link: from?.link ?? null, where, order, page: page.request };
  const parent = from?.parent.code ?? everything;
  const loader = loaderFor<Wanted, ListRow<N>>(
    context,
    `list ${JSON.stringify([request, clocks])}`,
    (wanted) => readLists(context, listing, request, clocks, wanted),
    (each) => `${each.part} ${each.parent}`,
  );
  return {
    page: async () => shapePage(await loader.load({ parent, part: "page" }), page, mark),
    totals: () => loader.load({ parent, part: "totals" }),
  };
}

async function readLists<N>(
  context: Context,
  listing: Listing<N>,
  request: Omit<ListRequest, "totals">,
  clocks: Clocks,
  wanted: readonly Wanted[],
): Promise<ListRow<N>[]> {
  const parts = new Set(wanted.map(({ part }) => part));
  const { statement, params } = listStatement(listing, {
    ...request,
    page: parts.has("page") ? request.page : undefined,
    totals: parts.has("totals"),
  });
  const parents = [...new Set(wanted.map(({ parent }) => parent))];
  const read = await context.read(statement, { ...clocks, ...params, parents });
  const rows = new Map(read.map((row) => [row.parent, row]));
  return wanted.map(({ parent }) => rows.get(parent) ?? { parent, ...nothing });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
