import { type OrganisationKind, organisationKinds } from "../model/kinds.ts";
import { factOf } from "../resolvers/fact.ts";
import { organisationOfKind, sourceByCode } from "../resolvers/organisation.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import {
  ClusterRef,
  ConsortiumRef,
  FactRef,
  PCTRef,
  PracticeRef,
  SHARef,
  SourceRef,
  SupportProviderRef,
} from "./refs.ts";
import { weights } from "./weights.ts";

/** Lookups of one thing, of a type that is known beforehand: no fragment is needed for its own fields. */

const lookups = {
  PRACTICE: { name: "practice", type: PracticeRef, words: "practice" },
  CONSORTIUM: { name: "consortium", type: ConsortiumRef, words: "consortium" },
  PCT: { name: "pct", type: PCTRef, words: "PCT" },
  CLUSTER: { name: "cluster", type: ClusterRef, words: "cluster" },
  SHA: { name: "sha", type: SHARef, words: "SHA" },
  SUPPORT_PROVIDER: { name: "supportProvider", type: SupportProviderRef, words: "support provider" },
} as const satisfies Record<OrganisationKind, object>;

for (const kind of organisationKinds) {
  const { name, type, words } = lookups[kind];
  builder.queryField(name, (t) =>
    t.field({
      type,
      nullable: true,
      args: {
        code: t.arg.string({ required: true, description: "ODS code or slug, in any case." }),
        ...clockArgs(t.arg),
      },
      description: `The ${words} of this code, open or closed on the as-of date; null where there is none.`,
      resolve: (_root, args, context) => organisationOfKind(context, kind, args) as never,
    }),
  );
}

builder.queryFields((t) => ({
  fact: t.field({
    type: FactRef,
    nullable: true,
    complexity: weights.factById,
    args: {
      factId: t.arg.id({ required: true, description: "Id of the fact, as its field factId gives it." }),
    },
    description:
      "The fact of this id, retracted or not, with its organisations as on the dataset's reference date; null where there is none.",
    resolve: (_root, { factId }, context) => factOf(context, factId) as never,
  }),
  source: t.field({
    type: SourceRef,
    nullable: true,
    args: { code: t.arg.string({ required: true, description: "Code of the source." }) },
    description: "The source of this code; null where there is none.",
    resolve: (_root, { code }, context) => sourceByCode(context, code),
  }),
}));
