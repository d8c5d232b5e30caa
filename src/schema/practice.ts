import { linkOf } from "../model/links.ts";
import type { Organisation } from "../model/organisation.ts";
import { hasDelegatedBudget } from "../resolvers/budget.ts";
import { notePatients } from "../resolvers/coverage.ts";
import { linkedOne } from "../resolvers/links.ts";
import { listSizesOf } from "../resolvers/list-sizes.ts";
import { standing } from "../resolvers/practice.ts";
import { suggestedConsortia } from "../resolvers/suggestions.ts";
import { ownFieldsOf } from "../vocabulary/derive.ts";
import { builder } from "./builder.ts";
import { consortiumStanding, outsideReason } from "./enums.ts";
import { ListSizeRef } from "./list-size.ts";
import { linksAhead } from "./look-ahead.ts";
import { ClusterRef, ConsortiumRef, objectTypeOfKind, PCTRef, PracticeRef, SHARef } from "./refs.ts";
import { answeredFields } from "./stored-fields.ts";
import { SuggestionRef } from "./suggestion.ts";
import { weights } from "./weights.ts";

builder.node(PracticeRef, {
  ...objectTypeOfKind("PRACTICE"),
  description: "A GP practice.",
  fields: (t) => ({
    ...answeredFields(t as never, ownFieldsOf("PRACTICE"), {
      listSize: (practice: Organisation, context) => notePatients(context, practice),
    }),
    listSizes: t.field({
      type: [ListSizeRef],
      // One bad argument empties it alone.
      nullable: true,
      complexity: { field: weights.listSizes, multiplier: 8 },
      args: {
        from: t.arg({ type: "Date", description: "Counted on this day or later." }),
        to: t.arg({ type: "Date", description: "Counted on this day or earlier." }),
      },
      description:
        "Counts of its registered patients, of whatever day, the earliest first; listSize is the latest of them on or before the as-of date, else the first after it.",
      resolve: async (parent, args, context) => [...(await listSizesOf(context, parent, args))],
    }),
    consortium: t.field({
      type: ConsortiumRef,
      nullable: true,
      description:
        "The consortium it is a member of; where several claims are live, the most trusted (memberships shows all).",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("Practice", "consortium"), parent, linksAhead(info)),
    }),
    pct: t.field({
      type: PCTRef,
      nullable: true,
      description: "Its PCT; the most trusted where several claims are live.",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("Practice", "pct"), parent, linksAhead(info)),
    }),
    cluster: t.field({
      type: ClusterRef,
      nullable: true,
      description: "The cluster of its PCT, which is the one that pct answers.",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("Practice", "cluster"), parent, linksAhead(info)),
    }),
    sha: t.field({
      type: SHARef,
      nullable: true,
      description: "The SHA of its PCT, the one that pct answers; it need not be that of its cluster.",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("Practice", "sha"), parent, linksAhead(info)),
    }),
    standing: t.field({
      type: consortiumStanding,
      description: "Whether it is in a consortium on the as-of date.",
      resolve: async (parent, _args, context) => (await standing(context, parent)).standing,
    }),
    outsideReason: t.field({
      type: outsideReason,
      nullable: true,
      description: "Why it is outside; null for a member and where nothing is known.",
      resolve: async (parent, _args, context) => (await standing(context, parent)).outsideReason,
    }),
    orphanedSince: t.field({
      type: "Date",
      nullable: true,
      description: "First day of the present spell outside; null for a member and where unknown.",
      resolve: async (parent, _args, context) => (await standing(context, parent)).orphanedSince,
    }),
    hasDelegatedBudget: t.boolean({
      description: "Whether it is a member of a consortium with a delegation in force on the as-of date.",
      resolve: (parent, _args, context) => hasDelegatedBudget(context, parent),
    }),
    suggestedConsortia: t.field({
      type: [SuggestionRef],
      complexity: { field: weights.suggestedConsortia, multiplier: 5 },
      description:
        "For a practice outside or unclear: the consortia of the practices that share its outcode or its PCT, five at most, the best evidence first; none for a member.",
      resolve: async (parent, _args, context) => [...(await suggestedConsortia(context, parent))],
    }),
  }),
});
