import { delegationSummary, orphanedPractices } from "../resolvers/area.ts";
import { askedOnce } from "../resolvers/asked-once.ts";
import { clocksOf } from "../resolvers/context.ts";
import { nodeOf, nodesOf } from "../resolvers/node.ts";
import { organisationByCode } from "../resolvers/organisation.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import { connections, listArgs, listComplexity, rootList, toListArgs } from "./connection.ts";
import { DelegationSummaryRef } from "./delegation-summary.ts";
import { consortiumStanding } from "./enums.ts";
import { OrganisationRef } from "./refs.ts";
import { weights } from "./weights.ts";
import { yearArg } from "./year-arg.ts";

builder.queryFields((t) => ({
  node: t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    args: { id: t.arg.id({ required: true, description: "Global id, as the field id gives it." }) },
    description: "The view that this global id names, on its day; null where there is none.",
    resolve: (_root, { id }, context) => nodeOf(context, id) as never,
  }),
  nodes: t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: true, items: true },
    args: { ids: t.arg.idList({ required: true, description: "Global ids, 1000 at most." }) },
    description:
      "The views that these global ids name, in their order; null in the place of an id that names nothing.",
    resolve: (_root, { ids }, context) => nodesOf(context, ids) as never,
  }),
  organisation: t.field({
    type: OrganisationRef,
    nullable: true,
    args: {
      code: t.arg.string({ required: true, description: "ODS code or slug, in any case." }),
      ...clockArgs(t.arg),
    },
    description: "The organisation of this code, open or closed on the as-of date; null where there is none.",
    resolve: (_root, args, context) => organisationByCode(context, args) as never,
  }),
  practices: t.field({
    type: connections.Practice,
    nullable: true,
    complexity: listComplexity(1000, weights.practices),
    args: { ...listArgs(t.arg, "Practice"), ...clockArgs(t.arg) },
    description: "GP practices that exist on the as-of date.",
    resolve: (_root, args, context) => rootList(context, "Practice", clocksOf(args, context), args),
  }),
  consortia: t.field({
    type: connections.Consortium,
    nullable: true,
    complexity: listComplexity(700, weights.organisations),
    args: { ...listArgs(t.arg, "Consortium"), ...clockArgs(t.arg) },
    description: "Consortia that exist on the as-of date.",
    resolve: (_root, args, context) => rootList(context, "Consortium", clocksOf(args, context), args),
  }),
  pcts: t.field({
    type: connections.PCT,
    nullable: true,
    complexity: listComplexity(151, weights.organisations),
    args: { ...listArgs(t.arg, "PCT"), ...clockArgs(t.arg) },
    description: "PCTs that exist on the as-of date.",
    resolve: (_root, args, context) => rootList(context, "PCT", clocksOf(args, context), args),
  }),
  clusters: t.field({
    type: connections.Cluster,
    nullable: true,
    complexity: listComplexity(51, weights.organisations),
    args: { ...listArgs(t.arg, "Cluster"), ...clockArgs(t.arg) },
    description: "Clusters that exist on the as-of date.",
    resolve: (_root, args, context) => rootList(context, "Cluster", clocksOf(args, context), args),
  }),
  shas: t.field({
    type: connections.SHA,
    nullable: true,
    complexity: listComplexity(10, weights.organisations),
    args: { ...listArgs(t.arg, "SHA"), ...clockArgs(t.arg) },
    description: "SHAs that exist on the as-of date.",
    resolve: (_root, args, context) => rootList(context, "SHA", clocksOf(args, context), args),
  }),
  supportProviders: t.field({
    type: connections.SupportProvider,
    nullable: true,
    complexity: listComplexity(100, weights.organisations),
    args: { ...listArgs(t.arg, "SupportProvider"), ...clockArgs(t.arg) },
    description: "Support providers that exist on the as-of date.",
    resolve: (_root, args, context) => rootList(context, "SupportProvider", clocksOf(args, context), args),
  }),
  orphanedPractices: t.field({
    type: connections.Practice,
    nullable: true,
    complexity: listComplexity(1000, weights.practices),
    args: {
      within: t.arg.string({
        description:
          "Only inside this organisation (code of an SHA, cluster, PCT or consortium); all of England where absent.",
      }),
      standing: t.arg({
        type: [consortiumStanding],
        defaultValue: ["OUTSIDE", "UNCLEAR"] as const,
        description: "Which standings count as orphaned.",
      }),
      ...listArgs(t.arg, "Practice"),
      ...clockArgs(t.arg),
    },
    description: "Practices in no consortium, known or unclear, on the as-of date.",
    resolve: (_root, args, context) => orphanedPractices(context, toListArgs(args)),
  }),
  delegationSummary: t.field({
    type: DelegationSummaryRef,
    nullable: true,
    args: {
      within: t.arg.string({
        description:
          "Only inside this organisation (code of an SHA, cluster, PCT, consortium or practice); all of England where absent.",
      }),
      ...yearArg(t.arg),
      ...clockArgs(t.arg),
    },
    complexity: weights.delegationSummary,
    description: "How far delegation had come: PCTs by position, pounds, and the practices left out.",
    resolve: (_root, args, context) =>
      askedOnce(context, "delegationSummary", args, () => delegationSummary(context, args)),
  }),
}));
