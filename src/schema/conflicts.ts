import { conflictRules, type RuleName, ruleNames } from "../model/conflict.ts";
import { askedOnce } from "../resolvers/asked-once.ts";
import { type ConflictFound, conflicts } from "../resolvers/conflicts.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import { sliceArgs, sliceLength } from "./connection.ts";
import { FactRef, OrganisationRef } from "./refs.ts";
import { weights } from "./weights.ts";

const conflictSeverity = builder.enumType("ConflictSeverity", {
  description: "How much a conflict matters.",
  values: {
    ERROR: { description: "The facts cannot all be true." },
    WARNING: { description: "Bodies or statements disagree; each may have its reason." },
    INFO: { description: "Worth a look." },
    GAP: { description: "Nothing contradicts anything: something is not known." },
  } as const,
});

const ConflictRuleRef = builder.objectRef<RuleName>("ConflictRule").implement({
  description: "A rule by which conflicts are found.",
  fields: (t) => ({
    name: t.string({ description: "Its name, such as two-consortia.", resolve: (rule) => rule }),
    severity: t.field({
      type: conflictSeverity,
      description: "How much its conflicts matter.",
      resolve: (rule) => conflictRules[rule].severity,
    }),
    meaning: t.string({
      description: "What it finds.",
      resolve: (rule) => conflictRules[rule].meaning,
    }),
  }),
});

const ConflictRef = builder.objectRef<ConflictFound>("Conflict").implement({
  description: "Facts that are live on the as-of date and contradict each other, or, by its severity, a gap.",
  fields: (t) => ({
    rule: t.exposeString("rule", { description: "The rule that found it: see conflictRules." }),
    severity: t.field({
      type: conflictSeverity,
      description: "How much it matters.",
      resolve: ({ severity }) => severity,
    }),
    message: t.exposeString("message", { description: "What contradicts what, in words." }),
    subject: t.field({
      type: OrganisationRef,
      description: "The organisation that it is about.",
      resolve: ({ subject }) => subject,
    }),
    facts: t.field({
      type: [FactRef],
      description: "The facts side by side; none where the conflict is that there is none.",
      resolve: ({ facts }) => facts as never,
    }),
  }),
});

builder.queryFields((t) => ({
  conflicts: t.field({
    type: [ConflictRef],
    nullable: true,
    args: {
      within: t.arg.string({
        description:
          "Only about organisations inside this one (code of an SHA, cluster, PCT, consortium or practice) and, for a consortium or practice, its PCT; all of England where absent.",
      }),
      rules: t.arg.stringList({
        description: `Only by these rules, of ${ruleNames.join(", ")}; by all where absent.`,
      }),
      ...sliceArgs(t.arg),
      ...clockArgs(t.arg),
    },
    complexity: ({ rules, first }) => ({
      field: weights.conflicts * (rules?.length ?? ruleNames.length),
      multiplier: sliceLength(first, 20),
    }),
    description:
      "Live facts that contradict each other, each with its rule and the facts side by side; by rule, then by the subject's code.",
    resolve: async (_root, args, context) => [
      ...(await askedOnce(context, "conflicts", args, () => conflicts(context, args))),
    ],
  }),
  conflictRules: t.field({
    type: [ConflictRuleRef],
    nullable: true,
    description: "The rules by which conflicts are found, in the order in which conflicts are listed.",
    resolve: () => [...ruleNames],
  }),
}));
