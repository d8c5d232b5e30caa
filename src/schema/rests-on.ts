import type { RestsOn } from "../model/rests-on.ts";
import { builder } from "./builder.ts";
import { confidence } from "./enums.ts";

export const RestsOnRef = builder.objectRef<RestsOn>("RestsOn").implement({
  description: "How many statements of a confidence a figure rests on.",
  fields: (t) => ({
    confidence: t.expose("confidence", { type: confidence, description: "How far they can be trusted." }),
    facts: t.exposeInt("facts", { description: "How many there are; a confidence without any is left out." }),
  }),
});
