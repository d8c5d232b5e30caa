import { kindNames } from "../model/kinds.ts";
import { linkOf } from "../model/links.ts";
import { descriptions } from "../resolvers/descriptions.ts";
import { history, memberships, supports } from "../resolvers/fact.ts";
import { membersLink } from "../resolvers/members.ts";
import { sourceOf, succession } from "../resolvers/organisation.ts";
import { commonFields } from "../vocabulary/derive.ts";
import { builder } from "./builder.ts";
import { connections, linkedList, listComplexity, sliceArgs, sliceLength } from "./connection.ts";
import { DescriptionRef } from "./description.ts";
import { confidence, organisationKind } from "./enums.ts";
import { MembershipRef, SupportRef } from "./fact.ts";
import { FactRef, OrganisationRef, SourceRef } from "./refs.ts";
import { answeredFields } from "./stored-fields.ts";
import { weights } from "./weights.ts";

OrganisationRef.implement({
  description: "What every organisation has: its description, and its facts on the as-of date.",
  resolveType: ({ kind }) => kindNames[kind],
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    code: t.exposeString("code", {
      description: "ODS code; where none exists, a lower-case slug such as hunts-health.",
    }),
    name: t.exposeString("name", { description: "Name as believed at knownAt." }),
    kind: t.field({
      type: organisationKind,
      description: "Kind of organisation.",
      resolve: ({ kind }) => kind,
    }),
    ...answeredFields(t as never, commonFields),
    confidence: t.field({
      type: confidence,
      description: "How far this description can be trusted; SYNTHETIC is made up.",
      resolve: (organisation) => organisation.confidence,
    }),
    source: t.field({
      type: SourceRef,
      description: "Where this description comes from.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
    asOf: t.expose("asOf", {
      type: "Date",
      description: "The day that this view of it holds for; every field below is read on that day.",
    }),
    knownAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "The instant whose knowledge this view holds, as it was asked for; null: the latest.",
      resolve: ({ knownAt, pinned }) => (pinned ? knownAt : null),
    }),
    descriptions: t.field({
      type: [DescriptionRef],
      complexity: { field: weights.descriptions, multiplier: 2 },
      description:
        "What it was called and where it was over its life, as known at the view's clocks, the earliest first: its former names and postcodes, and its own.",
      resolve: async (parent, _args, context) => [...(await descriptions(context, parent))],
    }),
    memberships: t.field({
      type: [MembershipRef],
      description: "Memberships upward, live on the as-of date, the most trusted first.",
      resolve: (parent, _args, context) => memberships(context, parent),
    }),
    members: t.field({
      type: connections.Organisation,
      complexity: ({ depth, ...args }) => listComplexity((depth ?? 1) > 1 ? 1000 : 60)(args),
      args: {
        kind: t.arg({ type: organisationKind, description: "Only members of this kind." }),
        depth: t.arg.int({
          defaultValue: 1,
          description:
            "How many memberships down, 1 to 4: 1 for direct members, 2 for their members too, and so on. Each organisation is listed once, and every membership on the way is live.",
        }),
        first: t.arg.int({
          description:
            "How many: 0, for the total alone, to 1000; 50 where absent. Forwards only: members of a kind page both ways, such as practices of a PCT.",
        }),
        after: t.arg.string({ description: "Only what follows this cursor of the same list." }),
      },
      description: "Members on the as-of date: direct ones, or those down to a depth.",
      resolve: (parent, { kind, depth, ...args }, context) => {
        const where = kind ? { where: { kind: { eq: kind } } } : {};
        const link = membersLink(depth);
        return linkedList(context, parent, linkOf("Organisation", link), { ...args, ...where });
      },
    }),
    supports: t.field({
      type: [SupportRef],
      description: "Support received on the as-of date; for a support provider, support given.",
      resolve: (parent, _args, context) => supports(context, parent),
    }),
    predecessors: t.field({
      type: [OrganisationRef],
      description: "The whole chain of organisations that it took over from, nearest first.",
      resolve: (parent, _args, context) => succession(context, "predecessors", parent) as never,
    }),
    successors: t.field({
      type: [OrganisationRef],
      description: "The whole chain of organisations that took over from it, nearest first.",
      resolve: (parent, _args, context) => succession(context, "successors", parent) as never,
    }),
    history: t.field({
      type: [FactRef],
      nullable: true,
      complexity: ({ first }) => ({ field: weights.history, multiplier: sliceLength(first, 30) }),
      args: sliceArgs(t.arg),
      description: "Every fact about it that had been recorded by knownAt, live or not, oldest first.",
      resolve: (parent, args, context) => history(context, parent, args) as never,
    }),
  }),
});
