import type { Clocks } from "../model/dates.ts";
import type { ListedEntity, OrderKey, OrganisationEntity, Where } from "../model/filters.ts";
import type { Link } from "../model/links.ts";
import type { Organisation } from "../model/organisation.ts";
import { restsOnOf } from "../model/rests-on.ts";
import type { Context } from "../resolvers/context.ts";
import { readAhead } from "../resolvers/links.ts";
import { type List, type ListArgs, listOf } from "../resolvers/list.ts";
import { type Page, pageSizes } from "../resolvers/page.ts";
import { type Args, builder } from "./builder.ts";
import { linksAhead } from "./look-ahead.ts";
import {
  ClusterRef,
  ConsortiumRef,
  OrganisationRef,
  PCTRef,
  PracticeRef,
  SHARef,
  SupportProviderRef,
} from "./refs.ts";
import { RestsOnRef } from "./rests-on.ts";
import { type GivenOrder, orderOf, whereOf } from "./where.ts";

/** Relay connections of organisations: a list that reads its page and its totals only where they are selected. */

export const PageInfoRef = builder.objectRef<Page<unknown>["pageInfo"]>("PageInfo").implement({
  description: "Where a page lies in its list.",
  fields: (t) => ({
    hasNextPage: t.exposeBoolean("hasNextPage", { description: "Whether more follow." }),
    hasPreviousPage: t.exposeBoolean("hasPreviousPage", { description: "Whether more come before." }),
    startCursor: t.exposeString("startCursor", { nullable: true, description: "Cursor of the first row." }),
    endCursor: t.exposeString("endCursor", { nullable: true, description: "Cursor of the last row." }),
  }),
});

const nodes = {
  Practice: PracticeRef,
  Consortium: ConsortiumRef,
  PCT: PCTRef,
  Cluster: ClusterRef,
  SHA: SHARef,
  SupportProvider: SupportProviderRef,
  Organisation: OrganisationRef,
} as const;

function connectionType(entity: OrganisationEntity) {
  const edge = builder.objectRef<Page<Organisation>["edges"][number]>(`${entity}Edge`).implement({
    description: `One ${entity} in a list.`,
    fields: (t) => ({
      node: t.field({ type: nodes[entity], description: `The ${entity}.`, resolve: ({ node }) => node }),
      cursor: t.exposeString("cursor", { description: "Where it stands: give it as after or before." }),
    }),
  });
  return builder.objectRef<List<Organisation>>(`${entity}Connection`).implement({
    description: `A list of ${entity}s, a page at a time.`,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        complexity: { field: 0, multiplier: 1 },
        description: "The page, each with its cursor.",
        resolve: async (list, _args, context, info) => {
          const page = await list.page();
          await readAhead(context, page.nodes, linksAhead(info));
          return page.edges;
        },
      }),
      nodes: t.field({
        type: [nodes[entity]],
        complexity: { field: 0, multiplier: 1 },
        description: "The page.",
        resolve: async (list, _args, context, info) => {
          const { nodes } = await list.page();
          await readAhead(context, nodes, linksAhead(info));
          return nodes;
        },
      }),
      pageInfo: t.field({
        type: PageInfoRef,
        description: "Where the page lies in the list.",
        resolve: async (list) => (await list.page()).pageInfo,
      }),
      totalCount: t.int({
        description: "How many there are in all, on every page.",
        resolve: async (list) => (await list.totals()).total,
      }),
      restsOn: t.field({
        type: [RestsOnRef],
        complexity: 0,
        description:
          entity === "Practice"
            ? "What the totals rest on: how many of the practices are stated with each confidence, each by the less trusted of its description and of the count of its patients, on every page."
            : "What the totals rest on: how many of the organisations are stated with each confidence, on every page.",
        resolve: async (list) => restsOnOf((await list.totals()).tally),
      }),
      ...(entity === "Practice"
        ? {
            totalPatients: t.int({
              description:
                "Registered patients of all of them, on every page; a practice without a count adds none. Null where none was counted.",
              nullable: true,
              resolve: (list) => list.patients(),
            }),
          }
        : {}),
    }),
  });
}

export const connections = {
  Practice: connectionType("Practice"),
  Consortium: connectionType("Consortium"),
  PCT: connectionType("PCT"),
  Cluster: connectionType("Cluster"),
  SHA: connectionType("SHA"),
  SupportProvider: connectionType("SupportProvider"),
  Organisation: connectionType("Organisation"),
} as const;

export const pageArgs = (t: Args) => ({
  first: t.int({
    description: `How many from the start: 0, for totals alone, to ${pageSizes.max}; ${pageSizes.default} where neither first nor last is given.`,
  }),
  after: t.string({ description: "Only what follows this cursor of the same list." }),
  last: t.int({ description: `How many from the end: 0 to ${pageSizes.max}.` }),
  before: t.string({ description: "Only what comes before this cursor of the same list." }),
});

/** The arguments of a list without cursors; it comes whole where they are absent. */
export const sliceArgs = (t: Args) => ({
  first: t.int({ description: "How many, from 0; all where absent." }),
  offset: t.int({ description: "How many to leave out from the start; none where absent." }),
});

/** How many rows such a list is taken to have when its cost is reckoned. */
export const sliceLength = (first: number | null | undefined, expected: number): number =>
  Math.max(Math.min(first ?? expected, expected), 1);

/** The arguments of every list. */
export const listArgs = (t: Args, entity: ListedEntity) => ({
  where: t({ type: whereOf(entity), description: "Only those that fit; all where absent." }),
  orderBy: t({
    type: [orderOf(entity)],
    description: "Sorted by these keys, the first first; by code where absent.",
  }),
  ...pageArgs(t),
});

interface GivenListArgs extends Omit<ListArgs, "orderBy"> {
  readonly orderBy?: readonly GivenOrder[] | null | undefined;
}

/** List arguments as the resolvers take them. */
export function toListArgs<A extends GivenListArgs>({
  orderBy,
  ...args
}: A): Omit<A, "orderBy"> & { orderBy: OrderKey[] } {
  return {
    ...args,
    orderBy: (orderBy ?? []).map(({ field, direction }) => ({ field, descending: direction === "DESC" })),
  };
}

/**
 * How many rows a list is taken to have when its cost is reckoned: as many as asked, at most what such a link reaches in England.
 * @param weight of the list itself
 */
export const listComplexity =
  (reaches: number, weight = 1) =>
  (args: GivenListArgs) => ({
    field: weight,
    multiplier: Math.min(Math.max(args.first ?? args.last ?? pageSizes.default, 1), reaches),
  });

/** The list that a link reaches from an organisation. */
export function linkedList(
  context: Context,
  parent: Organisation,
  link: Link,
  args: GivenListArgs & { where?: Where | null | undefined },
): List<Organisation> {
  return listOf(context, link.to, { link, parent }, parent, toListArgs(args));
}

/** The list of all of a kind. */
export function rootList(
  context: Context,
  entity: OrganisationEntity,
  clocks: Clocks,
  args: GivenListArgs,
): List<Organisation> {
  return listOf(context, entity, null, clocks, toListArgs(args));
}
