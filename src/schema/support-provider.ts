import { linkedOne } from "../resolvers/organisation.ts";
import { builder } from "./builder.ts";
import { OrganisationRef, organisationOfKind, SupportProviderRef } from "./refs.ts";

builder.node(SupportProviderRef, {
  ...organisationOfKind("SUPPORT_PROVIDER"),
  description: "A body that supports commissioners.",
  fields: (t) => ({
    hostedBy: t.field({
      type: OrganisationRef,
      nullable: true,
      description: "The SHA, cluster or PCT that hosts it.",
      resolve: (parent, _args, context) =>
        linkedOne(context, { from: "SupportProvider", name: "hostedBy", to: "Organisation" }, parent),
    }),
    sector: t.string({
      description: "What kind of body it is, such as private.",
      resolve: ({ sector }) => sector ?? "not stated",
    }),
  }),
});
