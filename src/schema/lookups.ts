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

const kinds = {
  practice: { kind: "PRACTICE", type: PracticeRef, words: "practice" },
  consortium: { kind: "CONSORTIUM", type: ConsortiumRef, words: "consortium" },
  pct: { kind: "PCT", type: PCTRef, words: "PCT" },
  cluster: { kind: "CLUSTER", type: ClusterRef, words: "cluster" },
  sha: { kind: "SHA", type: SHARef, words: "SHA" },
  supportProvider: { kind: "SUPPORT_PROVIDER", type: SupportProviderRef, words: "support provider" },
} as const;

for (const [name, { kind, type, words }] of Object.entries(kinds)) {
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
