import { askedOnce } from "../resolvers/asked-once.ts";
import { organisationNamed } from "../resolvers/organisation.ts";
import { type Path, pathLimits, paths } from "../resolvers/paths.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import { relationshipKind } from "./enums.ts";
import { FactRef, OrganisationRef } from "./refs.ts";
import { weights } from "./weights.ts";

const PathRef = builder.objectRef<Path>("Path").implement({
  description: "A way from one organisation to another along facts, each followed in either direction.",
  fields: (t) => ({
    organisations: t.field({
      type: [OrganisationRef],
      description: "The organisations on the way, both ends included.",
      resolve: ({ route, clocks }, _args, context) =>
        route.map((code) => organisationNamed(context, code, clocks)) as never,
    }),
    facts: t.field({
      type: [FactRef],
      description: "The facts between them: the first joins the first two organisations, and so on.",
      resolve: ({ facts }) => [...facts],
    }),
  }),
});

builder.queryField("paths", (t) =>
  t.field({
    type: [PathRef],
    nullable: true,
    complexity: { field: weights.paths, multiplier: 10 },
    args: {
      from: t.arg.string({ required: true, description: "Code of the organisation at one end." }),
      to: t.arg.string({ required: true, description: "Code of the organisation at the other end." }),
      via: t.arg({
        type: [relationshipKind],
        description:
          "The kinds of fact that a path may follow: some of MEMBERSHIP, DELEGATION, SUPPORT and SUCCESSION, which are all followed where absent.",
      }),
      maxLength: t.arg.int({
        defaultValue: 6,
        description: `How many facts long a path may be: 1 to ${pathLimits.length}.`,
      }),
      ...clockArgs(t.arg),
    },
    description: `All shortest paths between two organisations over facts that are live on the as-of date: through a common ancestor as well as along support, delegation and succession. None where nothing joins them within maxLength; a single path without facts from an organisation to itself. In the order of their codes, facts side by side making a path each; of more than ${pathLimits.paths} the first ${pathLimits.paths}.`,
    resolve: (_root, args, context) => askedOnce(context, "paths", args, () => paths(context, args)),
  }),
);
