import type { Organisation } from "../model/organisation.ts";
import type { ObjectFields } from "./builder.ts";

/** What sources state of an organisation's size; the note of the organisation says of which day. */
export const statedFields = (t: ObjectFields<Organisation>) => ({
  statedPopulation: t.exposeInt("statedPopulation", {
    nullable: true,
    description:
      "Population or registered patients as its source states them; never computed from the graph.",
  }),
  statedPractices: t.exposeInt("statedPractices", {
    nullable: true,
    description: "Number of practices as its source states it; never computed from the graph.",
  }),
});
