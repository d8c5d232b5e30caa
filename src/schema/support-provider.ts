import { linkOf } from "../model/links.ts";
import { linkedOne } from "../resolvers/links.ts";
import { builder } from "./builder.ts";
import { linksAhead } from "./look-ahead.ts";
import { OrganisationRef, objectTypeOfKind, SupportProviderRef } from "./refs.ts";

builder.node(SupportProviderRef, {
  ...objectTypeOfKind("SUPPORT_PROVIDER"),
  description: "A body that supports commissioners.",
  fields: (t) => ({
    hostedBy: t.field({
      type: OrganisationRef,
      nullable: true,
      description: "The SHA, cluster or PCT that hosts it.",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("SupportProvider", "hostedBy"), parent, linksAhead(info)),
    }),
    sector: t.string({
      description: "What kind of body it is, such as private.",
      resolve: ({ sector }) => sector ?? "not stated",
    }),
  }),
});
