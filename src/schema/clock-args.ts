import type { Args } from "./builder.ts";

/** The state of the dataset, which also questions about two days name. */
export const revisionArg = (t: Args) => ({
  atRevision: t({
    type: "Int",
    description:
      "Answer as this revision of the dataset did: the same for ever, whatever is imported or corrected later. From 1 to the present revision, which is read where absent.",
  }),
});

/** The arguments that set the clocks of a read and of everything below it. */
export const clockArgs = (t: Args) => ({
  asOf: t({
    type: "Date",
    description: "The day asked about; the dataset's reference date where absent.",
  }),
  knownAt: t({
    type: "DateTime",
    description: "Answer with what the graph believed at that instant; now where absent.",
  }),
  ...revisionArg(t),
});
