import type { Link } from "../graph/links.ts";
import { type ListRow, listStatement } from "../graph/statements/connection.ts";
import type { ListRequest } from "../graph/statements/list-request.ts";
import { delegationListing, type Listing, organisationListing } from "../graph/statements/selection.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { ListedEntity, OrderKey, OrganisationEntity, Where } from "../model/filters.ts";
import { type Organisation, seenAt } from "../model/organisation.ts";
import { type Context, checkCount, clocksIn } from "./context.ts";
import { cursorOf, fingerprint, readCursor } from "./cursor.ts";
import { type FactView, viewOf } from "./fact.ts";
import { loaderFor } from "./loaders.ts";

/** Rows of a page where a query asks for no number, and at the most. */
export const pageSizes = { usual: 50, most: 1000 } as const;

export interface ListArgs {
  readonly where?: Where | null | undefined;
  readonly orderBy?: readonly OrderKey[] | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
  /** Whether brief columns are enough of what is listed. */
  readonly brief?: boolean;
}

export interface Page<N> {
  readonly nodes: readonly N[];
  readonly edges: readonly { readonly node: N; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A list that reads only what is asked of it: its page, its totals, or both in one statement. */
export interface List<N> {
  page(): Promise<Page<N>>;
  totals(): Promise<{ readonly total: number; readonly patients: number }>;
}

type Part = "page" | "totals";
interface Wanted {
  readonly parent: Code;
  readonly part: Part;
}
/** The one parent of a list that has none. */
const everything = "" as Code;

/**
 * A list of organisations: all of a kind, or those that a link reaches from a parent.
 * @throws BadUserInput for arguments that do not fit each other, QueryTooComplex
 */
export function listOf(
  context: Context,
  entity: OrganisationEntity,
  from: { link: Link; parent: Organisation } | null,
  at: Clocks,
  args: ListArgs,
): List<Organisation> {
  const clocks = clocksIn(at);
  const listing = organisationListing(entity, args.brief);
  return list(
    context,
    {
      ...listing,
      read: (row) => seenAt(listing.read(row), clocks),
      show: (held) => seenAt(listing.show(held), clocks),
    },
    entity,
    from,
    clocks,
    args,
  );
}

/** A list of all delegations. */
export function listDelegations(context: Context, at: Clocks, args: ListArgs): List<FactView> {
  const clocks = clocksIn(at);
  const read: (row: readonly unknown[]) => FactView = (row) => viewOf(delegationListing.read(row), clocks);
  const show = (held: object) => viewOf(delegationListing.show(held), clocks);
  return list(context, { ...delegationListing, read, show }, "Delegation", null, clocks, args);
}

function list<N>(
  context: Context,
  listing: Listing<N>,
  entity: ListedEntity,
  from: { link: Link; parent: Organisation } | null,
  clocks: Clocks,
  args: ListArgs,
): List<N> {
  const link = from?.link ?? null;
  const where = args.where ?? {};
  const order = args.orderBy ?? [];
  const parent = from?.parent.code ?? everything;
  const moment = clocks.pinned ? clocks.knownAt : "now";
  const mark = once(() => fingerprint([entity, link, parent, where, order, clocks.asOf, moment]));
  const page = pageRequest(args, mark, order.length + 1);
  const { brief = false } = args;
  const request = { entity, link, where, order, page: page.request, brief };
  const loader = loaderFor<Wanted, ListRow<N>>(
    context,
    `list ${JSON.stringify([request, clocks])}`,
    (wanted) => readLists(context, listing, request, clocks, wanted),
    ({ parent, part }) => `${part} ${parent}`,
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
  return wanted.map(
    ({ parent }) => rows.get(parent) ?? { parent, page: [], keysOf: () => [], total: 0, patients: 0 },
  );
}

interface PageAsked {
  readonly size: number;
  readonly request: NonNullable<ListRequest["page"]>;
}

function pageRequest(args: ListArgs, mark: () => string, keys: number): PageAsked {
  const { first, last } = args;
  if (first != null && last != null) {
    throw new BadUserInput(
      `first: ${first} and last: ${last} were both given: expected one of them, such as first: 50.`,
    );
  }
  const backwards = last != null;
  const size = checkCount(backwards ? "last" : "first", last ?? first ?? pageSizes.usual, pageSizes.most);
  return {
    size,
    request: {
      size: size + 1,
      backwards,
      after: readCursor("after", args.after, mark, keys),
      before: readCursor("before", args.before, mark, keys),
    },
  };
}

/** A page whose cursors are made when they are asked for: most queries select none, and each is a digest and an encoding. */
function shapePage<N>(row: ListRow<N>, { size, request }: PageAsked, mark: () => string): Page<N> {
  const more = row.page.length > size;
  const nodes = more ? row.page.slice(0, size) : [...row.page];
  if (request.backwards) nodes.reverse();
  const cursorAt = (index: number) =>
    cursorOf(mark(), row.keysOf(request.backwards ? nodes.length - 1 - index : index));
  return {
    nodes,
    get edges() {
      return nodes.map((node, index) => ({ node, cursor: cursorAt(index) }));
    },
    get pageInfo() {
      return {
        hasNextPage: request.backwards ? request.before !== undefined : more,
        hasPreviousPage: request.backwards ? more : request.after !== undefined,
        startCursor: nodes.length === 0 ? null : cursorAt(0),
        endCursor: nodes.length === 0 ? null : cursorAt(nodes.length - 1),
      };
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
