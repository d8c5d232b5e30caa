import type { Suggestion } from "../resolvers/suggestions.ts";
import { builder } from "./builder.ts";
import { ConsortiumRef } from "./refs.ts";

export const SuggestionRef = builder.objectRef<Suggestion>("Suggestion").implement({
  description: "A consortium that a practice in none might belong to: evidence, never applied.",
  fields: (t) => ({
    consortium: t.field({
      type: ConsortiumRef,
      description: "The consortium.",
      resolve: ({ consortium }) => consortium,
    }),
    sharePct: t.exposeFloat("sharePct", {
      description:
        "Of the practices around that are in a consortium, how many per cent are its members: around is the outcode, or the PCT where it has none in the outcode.",
    }),
    evidence: t.exposeString("evidence", {
      description:
        'That in words, such as "7 of the 9 other practices in QX12 that are in a consortium are members".',
    }),
  }),
});
