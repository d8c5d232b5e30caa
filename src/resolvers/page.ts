import { BadUserInput } from "../model/errors.ts";
import type { PageRequest } from "../query/plan.ts";
import { checkCount } from "./context.ts";
import { cursorOf, readCursor } from "./cursor.ts";

/** Rows of a page where a query asks for no number, and at the most. */
export const pageSizes = { default: 50, max: 1000 } as const;

/** More than any list holds: GraphQL's largest whole number. */
const maxRows = 2_147_483_647;

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
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

export interface PageAsked {
  readonly size: number;
  /** For one row more, by which it is seen that more follow. */
  readonly request: PageRequest;
}

/**
 * @param keys how many sort values a row has
 * @throws BadUserInput for arguments that do not fit each other, or a cursor of another list
 */
export function pageAsked(args: PageArgs, mark: () => string, keys: number): PageAsked {
  const { first, last } = args;
  if (first != null && last != null) {
    throw new BadUserInput(
      `first: ${first} and last: ${last} were both given: expected one of them, such as first: 50.`,
    );
  }
  const backwards = last != null;
  const size = checkCount(backwards ? "last" : "first", last ?? first ?? pageSizes.default, pageSizes.max, 0);
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

/** A part of a list that is not paged by cursors. */
export interface SliceArgs {
  readonly first?: number | null | undefined;
  readonly offset?: number | null | undefined;
}

/**
 * The rows of a list that are asked for; all where nothing is.
 * @throws BadUserInput for a number below 0
 */
export function sliced<N>(rows: readonly N[], { first, offset }: SliceArgs): readonly N[] {
  const start = checkCount("offset", offset ?? 0, maxRows, 0);
  return rows.slice(start, start + checkCount("first", first ?? maxRows, maxRows, 0));
}

/** The rows of a page as they were read, one more than asked where more follow. */
export interface PageRead<N> {
  readonly page: readonly N[];
  /** The sort values of a row, for its cursor. */
  readonly keysOf: (index: number) => readonly unknown[];
  /** Whether more follow, where no row more was read. */
  readonly more?: boolean;
}

/** A page whose cursors are made when they are asked for: most queries select none, and each is a digest and an encoding. */
export function shapePage<N>(read: PageRead<N>, { size, request }: PageAsked, mark: () => string): Page<N> {
  const more = read.more ?? read.page.length > size;
  const nodes = read.page.length > size ? read.page.slice(0, size) : [...read.page];
  if (request.backwards) nodes.reverse();
  const cursorAt = (index: number) =>
    cursorOf(mark(), read.keysOf(request.backwards ? nodes.length - 1 - index : index));
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
