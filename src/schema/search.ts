import type { OtherName } from "../model/other-name.ts";
import { askedOnce } from "../resolvers/asked-once.ts";
import { otherNameOf } from "../resolvers/other-name.ts";
import { hitCounts, type SearchHit, search } from "../resolvers/search.ts";
import { builder } from "./builder.ts";
import { clockArgs } from "./clock-args.ts";
import { organisationKind } from "./enums.ts";
import { OrganisationRef } from "./refs.ts";
import { weights } from "./weights.ts";

const OtherNameRef = builder.objectRef<OtherName>("OtherName").implement({
  description: "A name that an organisation has had, though not on the as-of date: known as … until …",
  fields: (t) => ({
    name: t.exposeString("name", { description: "The name." }),
    validFrom: t.expose("validFrom", {
      type: "Date",
      nullable: true,
      description: "First day on which it had it; null: not known since when.",
    }),
    validTo: t.expose("validTo", {
      type: "Date",
      nullable: true,
      description: "Last day on which it had it; null where it goes on, and where the name was taken back.",
    }),
    knownTo: t.expose("knownTo", {
      type: "DateTime",
      nullable: true,
      description: "When the name was taken back, as a mistake that was corrected; null where it was not.",
    }),
  }),
});

const SearchHitRef = builder.objectRef<SearchHit>("SearchHit").implement({
  description: "An organisation that fits the text of a search.",
  fields: (t) => ({
    organisation: t.field({
      type: OrganisationRef,
      description: "The organisation, seen on the as-of date.",
      resolve: ({ organisation }) => organisation,
    }),
    score: t.exposeFloat("score", {
      description:
        "How well it fits, 0 to 1: 1 for its code, 0.95 its postcode, 0.9 its outcode, 0.85 the beginning of its postcode, up to 0.8 by words of its name, 0.79 for all words of another name that it has had, less where only some are the text's.",
    }),
    otherName: t.field({
      type: OtherNameRef,
      nullable: true,
      complexity: weights.descriptions,
      description:
        "The name by which it fits, with its days, where that is not its name on the as-of date; null where it is.",
      resolve: ({ organisation, otherName }, _args, context) =>
        otherName === null ? null : otherNameOf(context, organisation, otherName),
    }),
  }),
});

builder.queryField("search", (t) =>
  t.field({
    type: [SearchHitRef],
    nullable: true,
    args: {
      text: t.arg.string({
        required: true,
        description:
          'Name, code, postcode or outcode, or the beginnings of their words; case, word order, punctuation, "NHS", "PCT", "Teaching", "and" and "&" do not count, "NE" is north east, "St" is saint, "Cambs" is Cambridgeshire, "Med Ctr" is medical centre.',
      }),
      kinds: t.arg({ type: [organisationKind], description: "Only these kinds; every kind where absent." }),
      first: t.arg.int({
        defaultValue: hitCounts.default,
        description: `How many: 0 to ${hitCounts.max}.`,
      }),
      anyDay: t.arg.boolean({
        defaultValue: false,
        description: "Also what does not exist on the as-of date: `opened` and `closed` say when it does.",
      }),
      ...clockArgs(t.arg),
    },
    complexity: ({ first }) => ({
      field: weights.search,
      multiplier: Math.max(first ?? hitCounts.default, 1),
    }),
    description:
      "Organisations that exist on the as-of date and fit a text as they were described at knownAt, the best first: those with all of its words, or where there is none, those with the most. Names of other days count too, as `otherName` says: one that is the very text comes behind a present name that is, one that has other words beside comes behind all present names with the text's words. Where no present name has all of them, a word of five letters and more may be misspelt by one letter.",
    resolve: async (_root, args, context) => [
      ...(await askedOnce(context, "search", args, () => search(context, args))),
    ],
  }),
);
