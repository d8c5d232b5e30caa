import type { DescribedDays } from "../model/described-days.ts";
import { sourceOf } from "../resolvers/organisation.ts";
import { builder } from "./builder.ts";
import { confidence } from "./enums.ts";
import { SourceRef } from "./refs.ts";

export const DescriptionRef = builder.objectRef<DescribedDays>("Description").implement({
  description: "What an organisation was called and where it was, over some days of its life.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Its name." }),
    postcode: t.exposeString("postcode", {
      nullable: true,
      description: "Its postcode; null where none is known.",
    }),
    validFrom: t.expose("validFrom", {
      type: "Date",
      nullable: true,
      description:
        "First day. Where it is the day on which the organisation opened, no earlier description is known. Null: not known since when.",
    }),
    validTo: t.expose("validTo", {
      type: "Date",
      nullable: true,
      description: "Last day; null where it goes on, as far as is known.",
    }),
    describedOn: t.expose("describedOn", {
      type: "Date",
      nullable: true,
      description:
        "The day of the edition that first shows it so; later than validFrom where no earlier edition is known. Null: of no edition.",
    }),
    confidence: t.expose("confidence", { type: confidence, description: "How far it can be trusted." }),
    source: t.field({
      type: SourceRef,
      description: "Who says so.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
  }),
});
