import type { Args } from "./builder.ts";

/** The arguments that set both clocks of a read and of everything below it. */
export const clockArgs = (t: Args) => ({
  asOf: t({
    type: "Date",
    description: "The day asked about; the dataset's reference date where absent.",
  }),
  knownAt: t({
    type: "DateTime",
    description: "Answer with what the graph believed at that instant; now where absent.",
  }),
});
