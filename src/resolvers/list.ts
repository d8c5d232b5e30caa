import { type Link, leadsDown } from "../graph/links.ts";
import { type ListRow, listStatement } from "../graph/statements/connection.ts";
import type { ListRequest } from "../graph/statements/list-request.ts";
import { delegationListing, type Listing, organisationListing } from "../graph/statements/selection.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import type { ListedEntity, OrderKey, OrganisationEntity, Where } from "../model/filters.ts";
import { type Organisation, seenAt } from "../model/organisation.ts";
import { type Context, clocksIn } from "./context.ts";
import { fingerprint } from "./cursor.ts";
import { type FactView, viewOf } from "./fact.ts";
import { type ListAsked, listReadAhead, type ReadList, readListsBelow } from "./lists-below.ts";
import { loaderFor } from "./loaders.ts";
import { comesWith, isUnread } from "./organisation.ts";
import { type Page, type PageArgs, type PageAsked, pageAsked, shapePage } from "./page.ts";
import { type Along, keepAlong } from "./read-ahead.ts";

export interface ListArgs extends PageArgs {
  readonly where?: Where | null | undefined;
  readonly orderBy?: readonly OrderKey[] | null | undefined;
}

/** What is asked where nobody says: everything of each row, and how many there are. */
const everythingAsked: ListAsked = { brief: false, counted: true, ahead: null, along: [] };

/** A list that reads only what is asked of it: its page, its totals, or both in one statement. */
export interface List<N> {
  page(): Promise<Page<N>>;
  totals(): Promise<{ readonly total: number; readonly patients: number }>;
}

/** The link that a list follows, and from whom. */
interface From {
  readonly link: Link;
  readonly parent: Organisation;
}

/**
 * A list of organisations: all of a kind, or those that a link reaches from a parent.
 * @param asked what a query asks of it, so that no more is read, and the lists below it are read with it
 * @throws BadUserInput for arguments that do not fit each other, QueryTooComplex
 */
export function listOf(
  context: Context,
  entity: OrganisationEntity,
  from: From | null,
  at: Clocks,
  args: ListArgs,
  asked: ListAsked = everythingAsked,
): List<Organisation> {
  const question = questionOf(entity, from, clocksIn(at), args);
  const together = readTogether(context, question, asked);
  if (together) return together;
  const { clocks } = question;
  const listing = organisationListing(entity, asked.brief);
  const seen: Listing<Organisation> = {
    ...listing,
    read: (row) => seenAt(listing.read(row), clocks),
    show: (held) => seenAt(listing.show(held), clocks),
  };
  return readAlone(context, seen, question, asked);
}

/** A list of all delegations. */
export function listDelegations(context: Context, at: Clocks, args: ListArgs): List<FactView> {
  const clocks = clocksIn(at);
  const read: (row: readonly unknown[]) => FactView = (row) => viewOf(delegationListing.read(row), clocks);
  const show = (held: object) => viewOf(delegationListing.show(held), clocks);
  const question = questionOf("Delegation", null, clocks, args);
  return readAlone(context, { ...delegationListing, read, show }, question, everythingAsked);
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
  const moment = clocks.pinned ? clocks.knownAt : "now";
  const parent = from?.parent.code ?? everything;
  const mark = once(() =>
    fingerprint([entity, from?.link ?? null, parent, where, order, clocks.asOf, moment]),
  );
  return { entity, from, where, order, clocks, page: pageAsked(args, mark, order.length + 1), mark };
}

/** The list as it was read ahead, or is to be read together with lists below it; null where it is read alone. */
function readTogether(
  context: Context,
  { from, where, order, clocks, page, mark }: Question,
  asked: ListAsked,
): List<Organisation> | null {
  const { backwards, after, before } = page.request;
  const plain = Object.keys(where).length === 0 && order.length === 0;
  if (!from || !plain || backwards || after || before || !leadsDown(from.link)) return null;
  const { link, parent } = from;
  const top = { link, first: page.size, ...asked };
  const known = listReadAhead(parent, top);
  if (!known && !asked.ahead) return null;
  const read = async (): Promise<ReadList> => {
    if (known) return known;
    const loader = loaderFor<From["parent"], ReadList>(
      context,
      `lists below ${JSON.stringify([top, clocks], withoutAlong)}`,
      async (parents) => {
        const codes = parents.map(({ code }) => code);
        const lists = await readListsBelow(context, clocks, top, codes, parents.some(isUnread));
        return codes.map((code) => lists.get(code) ?? nothing);
      },
      ({ code }) => code,
    );
    const list = loader.load(parent);
    if (isUnread(parent)) comesWith(context, clocks, parent.code, list);
    return list;
  };
  return { page: async () => shapePage(await read(), page, mark), totals: read };
}

/** Lists that are read together take nothing along. */
const withoutAlong = (key: string, value: unknown): unknown => (key === "along" ? undefined : value);

type Part = "page" | "totals";
interface Wanted {
  readonly parent: Code;
  readonly part: Part;
}
/** The one parent of a list that has none. */
const everything = "" as Code;
const nothing = { page: [], keysOf: () => [], total: 0, patients: 0, along: [] };

function readAlone<N>(
  context: Context,
  listing: Listing<N>,
  { entity, from, where, order, clocks, page, mark }: Question,
  { brief, along }: ListAsked,
): List<N> {
  const request = { entity, link: from?.link ?? null, where, order, page: page.request, brief };
  const names = along.map(({ statement }) => statement.name);
  const parent = from?.parent.code ?? everything;
  const loader = loaderFor<Wanted, ListRow<N>>(
    context,
    `list ${JSON.stringify([request, clocks, names])}`,
    (wanted) => readLists(context, listing, request, clocks, along, wanted),
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
  along: readonly Along[],
  wanted: readonly Wanted[],
): Promise<ListRow<N>[]> {
  const parts = new Set(wanted.map(({ part }) => part));
  const { statement, params } = listStatement(listing, {
    ...request,
    page: parts.has("page") ? request.page : undefined,
    totals: parts.has("totals"),
    along: along.map(({ statement }) => statement),
  });
  const parents = [...new Set(wanted.map(({ parent }) => parent))];
  const read = await context.read(statement, { ...clocks, ...params, parents });
  for (const row of read) keepAlong(along, row.along, row.page as readonly Organisation[], clocks);
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
