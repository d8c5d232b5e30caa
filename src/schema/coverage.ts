import { type Coverage, coveredMatters } from "../model/coverage.ts";
import { sourceOf } from "../resolvers/organisation.ts";
import { builder } from "./builder.ts";
import { organisationKind } from "./enums.ts";
import { SourceRef } from "./refs.ts";

const meanings: Record<(typeof coveredMatters)[number], string> = {
  MEMBERSHIP: "Who is a member of whom.",
  OUTSIDE: "Which practices are known to be in no consortium.",
  DELEGATION: "Who holds which delegated budget.",
  SUPPORT: "Who supports whom.",
  SUCCESSION: "Who took over from whom.",
  REPORT: "What PCTs reported of their plans.",
  BUDGET: "Budgets of PCTs.",
  DESCRIPTION: "Names, postcodes, and the days on which a body opened and closed.",
  PATIENTS: "Counts of registered patients.",
};

const CoveredMatterRef = builder.enumType("CoveredMatter", {
  description: "What a source tells of.",
  values: Object.fromEntries(coveredMatters.map((matter) => [matter, { description: meanings[matter] }])),
});

export const CoverageRef = builder.objectRef<Coverage>("Coverage").implement({
  description: "That a source tells all there is to tell of something, from one day to another.",
  fields: (t) => ({
    matter: t.field({
      type: CoveredMatterRef,
      description: "Of what.",
      resolve: ({ matter }) => matter,
    }),
    organisations: t.field({
      type: organisationKind,
      description: "Of which organisations; of a membership, those that are members.",
      resolve: ({ organisations }) => organisations,
    }),
    groups: t.field({
      type: organisationKind,
      nullable: true,
      description: "Of memberships, in which groups; null for any.",
      resolve: ({ groups }) => groups,
    }),
    from: t.expose("from", {
      type: "Date",
      nullable: true,
      description: "First day that it tells of; null: without bound.",
    }),
    to: t.expose("to", {
      type: "Date",
      nullable: true,
      description: "Last day that it tells of; null: without bound.",
    }),
    source: t.field({
      type: SourceRef,
      description: "The source.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
  }),
});
