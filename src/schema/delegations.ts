import { restsOnOf } from "../model/rests-on.ts";
import { clocksOf } from "../resolvers/context.ts";
import type { FactView } from "../resolvers/fact.ts";
import { type List, listDelegations } from "../resolvers/list.ts";
import type { Page } from "../resolvers/page.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import { listArgs, listComplexity, PageInfoRef, toListArgs } from "./connection.ts";
import { DelegationRef } from "./fact.ts";
import { RestsOnRef } from "./rests-on.ts";
import { weights } from "./weights.ts";

const DelegationEdgeRef = builder.objectRef<Page<FactView>["edges"][number]>("DelegationEdge").implement({
  description: "One Delegation in a list.",
  fields: (t) => ({
    node: t.field({
      type: DelegationRef,
      description: "The delegation.",
      resolve: ({ node }) => node as never,
    }),
    cursor: t.exposeString("cursor", { description: "Where it stands: give it as after or before." }),
  }),
});

const DelegationConnectionRef = builder.objectRef<List<FactView>>("DelegationConnection").implement({
  description: "A list of Delegations, a page at a time.",
  fields: (t) => ({
    edges: t.field({
      type: [DelegationEdgeRef],
      complexity: { field: 0, multiplier: 1 },
      description: "The page, each with its cursor.",
      resolve: async (list) => [...(await list.page()).edges],
    }),
    nodes: t.field({
      type: [DelegationRef],
      complexity: { field: 0, multiplier: 1 },
      description: "The page.",
      resolve: async (list) => (await list.page()).nodes as never,
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
        "What the totals rest on: how many of the delegations are stated with each confidence, on every page.",
      resolve: async (list) => restsOnOf((await list.totals()).tally),
    }),
  }),
});

builder.queryField("delegations", (t) =>
  t.field({
    type: DelegationConnectionRef,
    nullable: true,
    complexity: listComplexity(1000, weights.organisations),
    args: { ...listArgs(t.arg, "Delegation"), ...clockArgs(t.arg) },
    description: "Delegations live on the as-of date.",
    resolve: (_root, args, context) => listDelegations(context, clocksOf(args, context), toListArgs(args)),
  }),
);
