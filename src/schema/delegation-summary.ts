import type { delegationSummary } from "../resolvers/area.ts";
import { notePatients } from "../resolvers/coverage.ts";
import { builder } from "./builder.ts";
import { RestsOnRef } from "./rests-on.ts";

export const DelegationSummaryRef = builder
  .objectRef<Awaited<ReturnType<typeof delegationSummary>>>("DelegationSummary")
  .implement({
    description: "How far delegation had come in an area on a day.",
    fields: (t) => ({
      pcts: t.exposeInt("pcts", { description: "PCTs that exist." }),
      reporting: t.exposeInt("reporting", {
        description: "PCTs that have reported their plans: those of the year, where one was asked for.",
      }),
      delegatedOrReady: t.exposeInt("delegatedOrReady", {
        description: "PCTs that have delegated or are ready to.",
      }),
      developing: t.exposeInt("developing", { description: "PCTs that are developing plans." }),
      noClearPlans: t.exposeInt("noClearPlans", { description: "PCTs without clear plans." }),
      notReported: t.exposeInt("notReported", {
        description: "PCTs that have not reported; on the year, where one was asked for.",
      }),
      noClearPlansWithPathfinder: t.exposeInt("noClearPlansWithPathfinder", {
        description: "PCTs without clear plans that contain a pathfinder: a contradiction.",
      }),
      delegatedGbp: t.exposeFloat("delegatedGbp", {
        nullable: true,
        description:
          "Pounds delegated in the year by the PCTs whose amount is known; null where that of none is.",
      }),
      budgetGbp: t.exposeFloat("budgetGbp", {
        nullable: true,
        description: "Budgets of all these PCTs in the year; null unless each is known.",
      }),
      delegatedShare: t.exposeFloat("delegatedShare", {
        nullable: true,
        description: "delegatedGbp over budgetGbp, 0 to 1; null where either is unknown.",
      }),
      pctsBelowMinimum: t.exposeInt("pctsBelowMinimum", {
        description: "PCTs known to delegate less than their SHA demands.",
      }),
      practicesOutside: t.exposeInt("practicesOutside", {
        description: "Practices known to be in no consortium.",
      }),
      patientsOutside: t.int({
        description: "Their registered patients; null where none was counted.",
        nullable: true,
        resolve: ({ patientsOutside, clocks }, _args, context) => {
          notePatients(context, clocks);
          return patientsOutside;
        },
      }),
      practicesUnclear: t.exposeInt("practicesUnclear", {
        description: "Practices of which nothing is known either way.",
      }),
      patientsUnclear: t.int({
        description: "Their registered patients; null where none was counted.",
        nullable: true,
        resolve: ({ patientsUnclear, clocks }, _args, context) => {
          notePatients(context, clocks);
          return patientsUnclear;
        },
      }),
      practicesNotCovered: t.exposeInt("practicesNotCovered", {
        description: "Practices on a day that lies outside what the graph's sources tell of memberships.",
      }),
      patientsNotCovered: t.int({
        description: "Their registered patients; null where none was counted.",
        nullable: true,
        resolve: ({ patientsNotCovered, clocks }, _args, context) => {
          notePatients(context, clocks);
          return patientsNotCovered;
        },
      }),
      restsOn: t.field({
        type: [RestsOnRef],
        complexity: 0,
        description:
          "What the figures rest on: the reports, budgets and delegations that were taken, of several claims about one thing the most trusted, and the practices outside and unclear, each by the less trusted of its description and of the count of its patients.",
        resolve: ({ restsOn }) => restsOn,
      }),
    }),
  });
