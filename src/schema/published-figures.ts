import { type PublishedMeasure, publishedMeasures } from "../model/published-figure.ts";
import { organisationOf, sourceOf } from "../resolvers/organisation.ts";
import { type PublishedFigure, publishedFigures, reckoned } from "../resolvers/published-figures.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import { OrganisationRef, SourceRef } from "./refs.ts";
import { weights } from "./weights.ts";

const publishedMeasure = builder.enumType("PublishedMeasure", {
  description: "What a published figure counts.",
  values: Object.fromEntries(
    Object.entries(publishedMeasures).map(([name, description]) => [name, { description }]),
  ) as Record<PublishedMeasure, { description: string }>,
});

const PublishedFigureRef = builder.objectRef<PublishedFigure>("PublishedFigure").implement({
  description:
    "A total that a source publishes, kept as it was said, beside what the graph adds up to on that day.",
  fields: (t) => ({
    about: t.field({
      type: OrganisationRef,
      nullable: true,
      description: "The area; null: England.",
      resolve: ({ about, at, clocks }, _args, context) =>
        (about === null ? null : organisationOf(context, about, at ?? clocks)) as never,
    }),
    measure: t.expose("measure", { type: publishedMeasure, description: "What is counted." }),
    value: t.exposeFloat("value", { description: "How many, or how many pounds, the source says." }),
    atLeast: t.exposeBoolean("atLeast", { description: 'Whether the source says "at least".' }),
    approximate: t.exposeBoolean("approximate", { description: 'Whether the source says "about".' }),
    on: t.expose("on", {
      type: "Date",
      nullable: true,
      description: "The day that it is of, where the source says a day or a month; of a month the first day.",
    }),
    source: t.field({
      type: SourceRef,
      description: "Who says so.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
    fact: t.exposeString("fact", { nullable: true, description: "What it says, in our words." }),
    reckoned: t.float({
      nullable: true,
      complexity: weights.reckoned,
      description:
        "What the graph adds up to on that day; null where no day is known, the dataset does not reach to it, or it is not known.",
      resolve: (figure, _args, context) => reckoned(context, figure),
    }),
  }),
});

/** There are some thirty; all figures of a day are of one summary. */
const defaultFigures = 30;

builder.queryField("publishedFigures", (t) =>
  t.field({
    type: [PublishedFigureRef],
    nullable: true,
    complexity: { field: weights.organisations, multiplier: defaultFigures },
    args: {
      about: t.arg.string({ description: "Only those about this area, such as Q38; all where absent." }),
      measure: t.arg({ type: publishedMeasure, description: "Only those of this measure." }),
      source: t.arg.string({ description: "Only those of this source, such as A1." }),
      ...clockArgs(t.arg),
      asOf: t.arg({
        type: "Date",
        description: "The day to hold all figures against; that of each, where it has one, where absent.",
      }),
    },
    description:
      "Totals that sources publish, such as 30 of 114 PCTs, beside what the graph adds up to. They are statements, not answers of the graph: only those whose source the graph holds, and that were known by then.",
    resolve: async (_root, args, context) => [...(await publishedFigures(context, args))],
  }),
);
