import type { Payload } from "../model/facts.ts";
import { asserterOf } from "../resolvers/asserter.ts";
import type { FactView } from "../resolvers/fact.ts";
import { organisationNamed, sourceOf } from "../resolvers/organisation.ts";
import { payloadFieldsOf } from "../vocabulary/derive.ts";
import { AsserterRef } from "./asserter.ts";
import { builder, type ObjectFields } from "./builder.ts";
import { confidence, relationshipKind } from "./enums.ts";
import { FactRef, OrganisationRef, SourceRef } from "./refs.ts";
import { answeredFields } from "./stored-fields.ts";

type Of<K extends Payload["kind"]> = FactView<Extract<Payload, { kind: K }>>;

FactRef.implement({
  description: "A dated, sourced statement that the graph holds or has held.",
  resolveType: ({ kind }) => typeNames[kind],
  fields: (t) => ({
    factId: t.exposeID("factId", { description: "Id of this fact, for ever." }),
    kind: t.field({ type: relationshipKind, description: "Kind of fact.", resolve: ({ kind }) => kind }),
    validFrom: t.expose("validFrom", {
      type: "Date",
      nullable: true,
      description: "First day it holds; null: unknown.",
    }),
    validTo: t.expose("validTo", {
      type: "Date",
      nullable: true,
      description: "Last day it holds; null: open.",
    }),
    knownFrom: t.expose("knownFrom", {
      type: "DateTime",
      description:
        "By when it had been said: the publication of its source's edition; else when it was recorded.",
    }),
    knownTo: t.expose("knownTo", {
      type: "DateTime",
      nullable: true,
      description: "When what stopped saying it was published, or it was taken back; null: still said.",
    }),
    recordedAt: t.expose("recordedAt", {
      type: "DateTime",
      description: "When the graph learned it.",
      deprecationReason: "The instant of recording; ask by addedIn, or by knownFrom.",
    }),
    retractedAt: t.expose("retractedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the graph stopped believing it; null while it does.",
      deprecationReason: "The instant of retracting; ask by removedIn, or by knownTo.",
    }),
    addedIn: t.exposeInt("addedIn", { description: "The revision of the dataset that brought it." }),
    removedIn: t.exposeInt("removedIn", {
      nullable: true,
      description: "The revision that took it away; null: still there at the revision asked for.",
    }),
    source: t.field({
      type: SourceRef,
      description: "Where it comes from.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
    assertedBy: t.field({
      type: AsserterRef,
      nullable: true,
      description: "Whose claim it is, where one body or person made it.",
      resolve: (fact, _args, context) => asserterOf(context, fact),
    }),
    confidence: t.field({
      type: confidence,
      description: "How far it can be trusted; SYNTHETIC is made up.",
      resolve: (fact) => fact.confidence,
    }),
    note: t.exposeString("note", {
      nullable: true,
      description: "What else is to be known, such as a date known only to the month.",
    }),
  }),
});

const typeNames: Record<Payload["kind"], string> = {
  MEMBERSHIP: "Membership",
  DELEGATION: "Delegation",
  SUPPORT: "Support",
  SUCCESSION: "Succession",
  OUTSIDE: "Outside",
  REPORT: "DelegationReport",
  BUDGET: "Budget",
};

const factType = <K extends Payload["kind"]>(kind: K) => builder.objectRef<Of<K>>(typeNames[kind]);
const isKind = (kind: Payload["kind"]) => (value: unknown) => (value as Payload).kind === kind;

/** An organisation at an end of a fact. */
const end = <K extends Payload["kind"]>(t: ObjectFields<Of<K>>, which: "from" | "to", description: string) =>
  t.field({
    type: OrganisationRef,
    description,
    resolve: (fact, _args, context) =>
      organisationNamed(
        context,
        (fact as unknown as { from: never; to: never })[which],
        fact.clocks,
      ) as never,
  });

export const MembershipRef = factType("MEMBERSHIP");
MembershipRef.implement({
  description: "One organisation is a member of another.",
  interfaces: [FactRef],
  isTypeOf: isKind("MEMBERSHIP"),
  fields: (t) => ({
    member: end(t, "from", "The member."),
    group: end(t, "to", "What it is a member of."),
    ...answeredFields(t as never, payloadFieldsOf("MEMBERSHIP")),
  }),
});

export const DelegationRef = factType("DELEGATION");
DelegationRef.implement({
  description: "A PCT or cluster delegates a budget to a consortium.",
  interfaces: [FactRef],
  isTypeOf: isKind("DELEGATION"),
  fields: (t) => ({
    delegator: end(t, "from", "Who delegates."),
    recipient: end(t, "to", "Who receives."),
    ...answeredFields(t as never, payloadFieldsOf("DELEGATION")),
  }),
});

export const SupportRef = factType("SUPPORT");
SupportRef.implement({
  description: "One organisation supports another.",
  interfaces: [FactRef],
  isTypeOf: isKind("SUPPORT"),
  fields: (t) => ({
    provider: end(t, "from", "Who supports."),
    recipient: end(t, "to", "Who is supported."),
    ...answeredFields(t as never, payloadFieldsOf("SUPPORT")),
  }),
});

factType("SUCCESSION").implement({
  description: "One organisation takes over from another.",
  interfaces: [FactRef],
  isTypeOf: isKind("SUCCESSION"),
  fields: (t) => ({
    predecessor: end(t, "from", "Who went before."),
    successor: end(t, "to", "Who took over."),
    ...answeredFields(t as never, payloadFieldsOf("SUCCESSION")),
  }),
});

factType("OUTSIDE").implement({
  description: "A practice is known to be in no consortium of its PCT.",
  interfaces: [FactRef],
  isTypeOf: isKind("OUTSIDE"),
  fields: (t) => ({
    practice: end(t, "from", "The practice."),
    pct: end(t, "to", "The PCT in which it stays outside."),
    ...answeredFields(t as never, payloadFieldsOf("OUTSIDE")),
  }),
});

export const DelegationReportRef = factType("REPORT");
DelegationReportRef.implement({
  description: "What a PCT said of its plans to delegate; validFrom is the day it said so.",
  interfaces: [FactRef],
  isTypeOf: isKind("REPORT"),
  fields: (t) => ({
    pct: end(t, "from", "The PCT."),
    ...answeredFields(t as never, payloadFieldsOf("REPORT")),
  }),
});

factType("BUDGET").implement({
  description: "An organisation has a commissioning budget.",
  interfaces: [FactRef],
  isTypeOf: isKind("BUDGET"),
  fields: (t) => ({
    organisation: end(t, "from", "Whose budget it is."),
    ...answeredFields(t as never, payloadFieldsOf("BUDGET")),
    // A budget always has one; null as that of other facts can be, so that a query may ask for both in fragments.
    amountGbp: t.exposeFloat("amountGbp", { nullable: true, description: "Pounds." }),
  }),
});
