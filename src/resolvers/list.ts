import type { Link } from "../graph/links.ts";
import { type ListRequest, type ListRow, listStatement } from "../graph/statements/connection.ts";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { OrderKey, OrganisationEntity, Where } from "../model/filters.ts";
import type { Organisation } from "../model/organisation.ts";
import { type Context, checkCount, clocksIn } from "./context.ts";
import { cursorOf, fingerprint, readCursor } from "./cursor.ts";
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
}

export interface Page {
  readonly edges: readonly { readonly node: Organisation; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** A list that reads only what is asked of it: its page, its totals, or both in one statement. */
export interface List {
  page(): Promise<Page>;
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
): List {
  const clocks = clocksIn(at);
  const link = from?.link ?? null;
  const where = args.where ?? {};
  const order = args.orderBy ?? [];
  const parent = from?.parent.code ?? everything;
  const mark = fingerprint([
    entity,
    link?.from,
    link?.name,
    parent,
    where,
    order,
    clocks.asOf,
    clocks.pinned ? clocks.knownAt : "now",
  ]);
  const page = pageRequest(args, mark, order.length + 1);
  const request = { entity, link, where, order };
  const name = `list ${JSON.stringify([entity, link, where, order, page, clocks])}`;
  const loader = loaderFor<Wanted, ListRow>(
    context,
    name,
    (wanted) => readLists(context, { ...request, page: page.request }, clocks, wanted),
    ({ parent, part }) => `${part} ${parent}`,
  );
  return {
    page: async () => shapePage(await loader.load({ parent, part: "page" }), page, clocks, mark),
    totals: () => loader.load({ parent, part: "totals" }),
  };
}

async function readLists(
  context: Context,
  request: Omit<ListRequest, "totals">,
  clocks: Clocks,
  wanted: readonly Wanted[],
): Promise<ListRow[]> {
  const parts = new Set(wanted.map(({ part }) => part));
  const { statement, params } = listStatement({
    ...request,
    page: parts.has("page") ? request.page : undefined,
    totals: parts.has("totals"),
  });
  const parents = [...new Set(wanted.map(({ parent }) => parent))];
  const rows = new Map(
    (await context.read(statement, { ...clocks, ...params, parents })).map((row) => [row.parent, row]),
  );
  return wanted.map(({ parent }) => rows.get(parent) ?? { parent, page: [], total: 0, patients: 0 });
}

interface PageAsked {
  readonly size: number;
  readonly request: NonNullable<ListRequest["page"]>;
}

function pageRequest(args: ListArgs, mark: string, keys: number): PageAsked {
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

function shapePage(row: ListRow, { size, request }: PageAsked, clocks: Clocks, mark: string): Page {
  const more = row.page.length > size;
  const rows = row.page.slice(0, size);
  if (request.backwards) rows.reverse();
  const edges = rows.map(({ organisation, keys }) => ({
    node: { ...organisation, ...clocks },
    cursor: cursorOf(mark, keys),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: request.backwards ? request.before !== undefined : more,
      hasPreviousPage: request.backwards ? more : request.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
