import { restsOnOf } from "../model/rests-on.ts";
import { askedOnce } from "../resolvers/asked-once.ts";
import { notePatients } from "../resolvers/coverage.ts";
import { type CrosswalkArgs, type CrosswalkRow, crosswalk } from "../resolvers/crosswalk.ts";
import { builder } from "./builder.ts";
import { revisionArg } from "./clock-args.ts";
import { sliceArgs, sliceLength } from "./connection.ts";
import { organisationKind } from "./enums.ts";
import { OrganisationRef } from "./refs.ts";
import { RestsOnRef } from "./rests-on.ts";
import { weights } from "./weights.ts";

const CrosswalkRowRef = builder.objectRef<CrosswalkRow>("CrosswalkRow").implement({
  description:
    "The practices that came under one organisation on the first day and under another on the second.",
  fields: (t) => ({
    from: t.field({
      type: OrganisationRef,
      nullable: true,
      description:
        "Whose they were, as of the first day; null for practices that came under none, or did not exist yet.",
      resolve: ({ from }) => from as never,
    }),
    to: t.field({
      type: OrganisationRef,
      nullable: true,
      description:
        "Whose they became, as of the second day; null for practices that came under none, or were closed by then.",
      resolve: ({ to }) => to as never,
    }),
    practices: t.exposeInt("practices", { description: "How many practices." }),
    patients: t.int({
      nullable: true,
      description:
        "Their registered patients, as of the first day; of practices that opened later, as of the second. Null where none was counted.",
      resolve: ({ patients, clocks }, _args, context) => {
        notePatients(context, clocks);
        return patients;
      },
    }),
    restsOn: t.field({
      type: [RestsOnRef],
      complexity: 0,
      description:
        "What the counts rest on, one for each practice: the least trusted of its descriptions, of the facts that put it under both, and of the count of its patients.",
      resolve: ({ tally }) => restsOnOf(tally),
    }),
    shareOfFrom: t.exposeFloat("shareOfFrom", {
      nullable: true,
      description: "These practices over all practices of from on the first day, 0 to 1; null where from is.",
    }),
    shareOfTo: t.exposeFloat("shareOfTo", {
      nullable: true,
      description: "These practices over all practices of to on the second day, 0 to 1; null where to is.",
    }),
  }),
});

/** How many pairs there are about: 239 of PCTs and CCGs. */
const typicalPairs = 300;
/** Where each practice is a row. */
const typicalPractices = 8_500;

builder.queryField("crosswalk", (t) =>
  t.field({
    type: [CrosswalkRowRef],
    nullable: true,
    complexity: ({ first, from, to }: CrosswalkArgs) => ({
      field: weights.crosswalk,
      multiplier: sliceLength(first, [from, to].includes("PRACTICE") ? typicalPractices : typicalPairs),
    }),
    args: {
      from: t.arg({
        type: organisationKind,
        required: true,
        description:
          "By which kind practices are counted on the first day: PRACTICE for each alone. No SUPPORT_PROVIDER, of which a practice may have several.",
      }),
      to: t.arg({ type: organisationKind, required: true, description: "The same on the second day." }),
      fromAsOf: t.arg({ type: "Date", required: true, description: "The first day, such as 2013-03-31." }),
      toAsOf: t.arg({ type: "Date", required: true, description: "The second day, such as 2013-04-01." }),
      within: t.arg.string({
        description:
          "Only practices that lay in this organisation on either day (code of an SHA, cluster, PCT, consortium or practice); all of England where absent. Shares are of all practices of an organisation all the same.",
      }),
      ...sliceArgs(t.arg),
      knownAt: t.arg({
        type: "DateTime",
        description: "Both days as the graph believed them at that instant; now where absent.",
      }),
      ...revisionArg(t.arg),
    },
    description:
      "Who took over whose practices from one day to another: each pair with the practices and patients behind it. A practice that existed on either day counts in one row, by the most trusted of its memberships, so that the rows of an organisation add up to its practices. In the order of codes, those under none last.",
    resolve: (_root, args, context) => askedOnce(context, "crosswalk", args, () => crosswalk(context, args)),
  }),
);
