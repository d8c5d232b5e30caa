import type { GivenFacts } from "../model/curation.ts";
import { fieldOf } from "../model/curation.ts";
import { factKinds } from "../model/facts.ts";
import {
  endFact,
  type GivenEnd,
  type GivenRetraction,
  retractFact,
} from "../resolvers/curation/change-facts.ts";
import { recordCuratedFacts, recordFact } from "../resolvers/curation/record-facts.ts";
import { builder } from "./builder.ts";
import {
  assertedByInput,
  changeInputs,
  FactInput,
  recordInput,
  saysOf,
  trustInputs,
} from "./curation-inputs.ts";
import { EndFactResult, RecordFactResult, RecordFactsResult, RetractFactResult } from "./curation-results.ts";

/** Mutations of facts. */

const needsRole = "Needs the role curator.";

builder.mutationType({
  description:
    "Everything that changes the graph. Nothing is overwritten or deleted, and every change is in the audit log. What a user can cause is an answer, not an error.",
});

for (const kind of factKinds) {
  const field = fieldOf(kind);
  const input = recordInput(kind);
  builder.mutationField(`record${field.charAt(0).toUpperCase()}${field.slice(1)}`, (t) =>
    t.field({
      type: RecordFactResult,
      args: { input: t.arg({ type: input, required: true, description: "The fact, its source and why." }) },
      description: `Records ${saysOf(kind)}. ${needsRole}`,
      resolve: (_root, args, context) => recordFact(context, kind, args.input as never),
    }),
  );
}

const RecordFactsInput = builder.inputRef<GivenFacts>("RecordFactsInput").implement({
  description: "Records facts of any kinds in one change.",
  fields: (t) => ({
    facts: t.field({ type: [FactInput], required: true, description: "All of them are recorded, or none." }),
    ...assertedByInput(t),
    ...changeInputs(t),
  }),
});

const RetractFactInput = builder.inputRef<GivenRetraction>("RetractFactInput").implement({
  description: "Takes a fact back: it was never so.",
  fields: (t) => ({
    factId: t.string({ required: true, description: "The fact's id." }),
    ...assertedByInput(t),
    ...changeInputs(t),
  }),
});

const EndFactInput = builder.inputRef<GivenEnd>("EndFactInput").implement({
  description: "Says on which day a fact ended.",
  fields: (t) => ({
    factId: t.string({ required: true, description: "The fact's id." }),
    validTo: t.field({
      type: "Date",
      required: true,
      description: "Its last day, earlier than the one it has.",
    }),
    ...assertedByInput(t),
    ...trustInputs(t),
    ...changeInputs(t),
  }),
});

builder.mutationFields((t) => ({
  recordFacts: t.field({
    type: RecordFactsResult,
    args: {
      input: t.arg({
        type: RecordFactsInput,
        required: true,
        description: "The facts, their source and why.",
      }),
    },
    description: `Records facts of any kinds in one change: all of them, or none. ${needsRole}`,
    resolve: (_root, { input }, context) => recordCuratedFacts(context, input),
  }),
  endFact: t.field({
    type: EndFactResult,
    args: {
      input: t.arg({
        type: EndFactInput,
        required: true,
        description: "The fact, its last day, source and why.",
      }),
    },
    description: `Gives a fact its last day: it is retracted, and the same is recorded with that day. ${needsRole}`,
    resolve: (_root, { input }, context) => endFact(context, input),
  }),
  retractFact: t.field({
    type: RetractFactResult,
    args: {
      input: t.arg({
        type: RetractFactInput,
        required: true,
        description: "The fact, the source that shows it wrong, and why.",
      }),
    },
    description: `Takes a fact back. Whoever asks with an earlier knownAt still sees it. ${needsRole}`,
    resolve: (_root, { input }, context) => retractFact(context, input),
  }),
}));
