import type { Args } from "./builder.ts";

export const yearArg = (t: Args) => ({
  financialYear: t({
    type: "FinancialYear",
    description: "The financial year; the one that the as-of date falls in where absent.",
  }),
});
