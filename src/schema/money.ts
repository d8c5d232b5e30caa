import { sourceOf } from "../resolvers/organisation.ts";
import { builder } from "./builder.ts";
import { SourceRef } from "./refs.ts";

export const MoneyRef = builder.objectRef<{ amountGbp: number; source: string }>("Money").implement({
  description: "An amount of money with its source.",
  fields: (t) => ({
    amountGbp: t.exposeFloat("amountGbp", { description: "Pounds." }),
    source: t.field({
      type: SourceRef,
      description: "Who says so.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
  }),
});

export const MoneyRangeRef = builder.objectRef<{ lowGbp: number; highGbp: number }>("MoneyRange").implement({
  description: "A range of money.",
  fields: (t) => ({
    lowGbp: t.exposeFloat("lowGbp", { description: "Pounds at the low end." }),
    highGbp: t.exposeFloat("highGbp", { description: "Pounds at the high end." }),
  }),
});
