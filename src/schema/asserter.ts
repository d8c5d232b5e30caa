import type { Asserter } from "../resolvers/asserter.ts";
import { builder } from "./builder.ts";
import { OrganisationRef } from "./refs.ts";

export const AsserterRef = builder.objectRef<Asserter>("Asserter").implement({
  description: "Who makes a claim: an organisation of the graph, or a person or body by name.",
  fields: (t) => ({
    name: t.exposeString("name", {
      description: "Who it is; the name of the organisation where one makes it.",
    }),
    code: t.string({
      nullable: true,
      description: "Code of the organisation; null where it is none of the graph.",
      resolve: ({ organisation }) => organisation?.code ?? null,
    }),
    organisation: t.field({
      type: OrganisationRef,
      nullable: true,
      description:
        "The organisation that makes the claim, or for which the person speaks; null where it is none of the graph.",
      resolve: ({ organisation }) => organisation as never,
    }),
  }),
});
