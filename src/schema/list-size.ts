import type { Count } from "../model/counts.ts";
import { sourceOf } from "../resolvers/organisation.ts";
import { builder } from "./builder.ts";
import { confidence } from "./enums.ts";
import { SourceRef } from "./refs.ts";

export const ListSizeRef = builder.objectRef<Count>("ListSize").implement({
  description: "A count of a practice's registered patients.",
  fields: (t) => ({
    listSize: t.exposeInt("listSize", { description: "Registered patients." }),
    listSizeOn: t.expose("listSizeOn", {
      type: "Date",
      nullable: true,
      description: "Day they were counted; null where no source says.",
    }),
    confidence: t.expose("confidence", {
      type: confidence,
      description: "How far the count can be trusted.",
    }),
    source: t.field({
      type: SourceRef,
      description: "Who counted them.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
  }),
});
