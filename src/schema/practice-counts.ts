import { restsOnOf } from "../model/rests-on.ts";
import { askedOnce } from "../resolvers/asked-once.ts";
import { notePatients } from "../resolvers/coverage.ts";
import { type PracticeCount, practiceCounts } from "../resolvers/practice-counts.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import { sliceArgs, sliceLength } from "./connection.ts";
import { organisationKind } from "./enums.ts";
import { OrganisationRef } from "./refs.ts";
import { RestsOnRef } from "./rests-on.ts";
import { weights } from "./weights.ts";
import { whereOf } from "./where.ts";

const PracticeCountRef = builder.objectRef<PracticeCount>("PracticeCount").implement({
  description: "How many practices come under one organisation.",
  fields: (t) => ({
    group: t.field({
      type: OrganisationRef,
      nullable: true,
      description: "The organisation; null for practices under none.",
      resolve: ({ group }) => group as never,
    }),
    practices: t.exposeInt("practices", { description: "Practices under it." }),
    patients: t.int({
      description: "Their registered patients; null where none was counted.",
      nullable: true,
      resolve: ({ patients, clocks }, _args, context) => {
        notePatients(context, clocks);
        return patients;
      },
    }),
    restsOn: t.field({
      type: [RestsOnRef],
      complexity: 0,
      description:
        "What the count rests on, one for each practice: the least trusted of its description, of the count of its patients and of the facts that put it there, of several ways by the best.",
      resolve: ({ tally }) => restsOnOf(tally),
    }),
  }),
});

builder.queryField("practiceCounts", (t) =>
  t.field({
    type: [PracticeCountRef],
    nullable: true,
    complexity: ({ first }) => ({ field: weights.practiceCounts, multiplier: sliceLength(first, 150) }),
    args: {
      groupBy: t.arg({
        type: organisationKind,
        required: true,
        description:
          "By which kind. SUPPORT_PROVIDER counts the practices whose consortium or PCT a provider supports.",
      }),
      where: t.arg({ type: whereOf("Practice"), description: "Only practices that fit; all where absent." }),
      ...sliceArgs(t.arg),
      ...clockArgs(t.arg),
    },
    description:
      "Practices and patients by the organisations that they come under; one with several live claims counts under each.",
    resolve: (_root, args, context) =>
      askedOnce(context, "practiceCounts", args, () => practiceCounts(context, args)),
  }),
);
