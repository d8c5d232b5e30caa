import type { Matter } from "../model/facts.ts";
import type { FactView } from "../resolvers/fact.ts";
import { organisationNamed, organisationOf, sourceOf } from "../resolvers/organisation.ts";
import { builder, type ObjectFields } from "./builder.ts";
import {
  confidence,
  delegationPosition,
  delegationStage,
  membershipStatus,
  outsideReason,
  relationshipKind,
  supportModel,
} from "./enums.ts";
import { FactRef, OrganisationRef, SourceRef } from "./refs.ts";

type Of<K extends Matter["kind"]> = FactView<Extract<Matter, { kind: K }>>;

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
    recordedAt: t.expose("recordedAt", { type: "DateTime", description: "When the graph learned it." }),
    retractedAt: t.expose("retractedAt", {
      type: "DateTime",
      nullable: true,
      description: "When the graph stopped believing it; null while it does.",
    }),
    source: t.field({
      type: SourceRef,
      description: "Where it comes from.",
      resolve: ({ source }, _args, context) => sourceOf(context, source),
    }),
    assertedBy: t.field({
      type: OrganisationRef,
      nullable: true,
      description: "Whose claim it is, where one body made it.",
      resolve: ({ assertedBy, clocks }, _args, context) =>
        assertedBy === null ? null : (organisationOf(context, assertedBy, clocks) as never),
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

const typeNames: Record<Matter["kind"], string> = {
  MEMBERSHIP: "Membership",
  DELEGATION: "Delegation",
  SUPPORT: "Support",
  SUCCESSION: "Succession",
  OUTSIDE: "Outside",
  REPORT: "DelegationReport",
  BUDGET: "Budget",
};

const factType = <K extends Matter["kind"]>(kind: K) => builder.objectRef<Of<K>>(typeNames[kind]);
const isKind = (kind: Matter["kind"]) => (value: unknown) => (value as Matter).kind === kind;

/** An organisation at an end of a fact. */
const end = <K extends Matter["kind"]>(t: ObjectFields<Of<K>>, which: "from" | "to", description: string) =>
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
    status: t.field({
      type: membershipStatus,
      description: "How far the membership had come.",
      resolve: ({ status }) => status,
    }),
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
    financialYear: t.expose("financialYear", {
      type: "FinancialYear",
      description: "The year that the budget is of.",
    }),
    stage: t.field({
      type: delegationStage,
      description: "How far the delegation had come.",
      resolve: ({ stage }) => stage,
    }),
    amountGbp: t.exposeFloat("amountGbp", {
      nullable: true,
      description:
        "Pounds; null where no source gives the amount of this delegation alone. A joint amount stands in the PCT's report.",
    }),
    shareOfBudget: t.exposeFloat("shareOfBudget", {
      nullable: true,
      description: "Share of the delegator's budget, 0 to 1.",
    }),
    scope: t.exposeString("scope", { nullable: true, description: "What is delegated." }),
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
    services: t.stringList({ description: "What is given.", resolve: ({ services }) => [...services] }),
    model: t.field({ type: supportModel, description: "How it is given.", resolve: ({ model }) => model }),
    valueGbp: t.exposeFloat("valueGbp", {
      nullable: true,
      description: "Pounds over the whole contract, where a source states it.",
    }),
  }),
});

factType("SUCCESSION").implement({
  description: "One organisation takes over from another.",
  interfaces: [FactRef],
  isTypeOf: isKind("SUCCESSION"),
  fields: (t) => ({
    predecessor: end(t, "from", "Who went before."),
    successor: end(t, "to", "Who took over."),
  }),
});

factType("OUTSIDE").implement({
  description: "A practice is known to be in no consortium of its PCT.",
  interfaces: [FactRef],
  isTypeOf: isKind("OUTSIDE"),
  fields: (t) => ({
    practice: end(t, "from", "The practice."),
    pct: end(t, "to", "The PCT in which it stays outside."),
    reason: t.field({ type: outsideReason, description: "Why.", resolve: ({ reason }) => reason }),
  }),
});

export const DelegationReportRef = factType("REPORT");
DelegationReportRef.implement({
  description: "What a PCT said of its plans to delegate; validFrom is the day it said so.",
  interfaces: [FactRef],
  isTypeOf: isKind("REPORT"),
  fields: (t) => ({
    pct: end(t, "from", "The PCT."),
    position: t.field({
      type: delegationPosition,
      description: "How far its plans had come.",
      resolve: ({ position }) => position,
    }),
    financialYear: t.expose("financialYear", {
      type: "FinancialYear",
      description: "The year that it speaks of.",
    }),
    amountGbp: t.exposeFloat("amountGbp", {
      nullable: true,
      description: "Pounds delegated to all its consortia together, where it said so.",
    }),
    shareOfBudget: t.exposeFloat("shareOfBudget", {
      nullable: true,
      description: "Share of its budget delegated, 0 to 1.",
    }),
  }),
});

factType("BUDGET").implement({
  description: "An organisation has a commissioning budget.",
  interfaces: [FactRef],
  isTypeOf: isKind("BUDGET"),
  fields: (t) => ({
    organisation: end(t, "from", "Whose budget it is."),
    financialYear: t.expose("financialYear", {
      type: "FinancialYear",
      description: "The year of the budget.",
    }),
    amountGbp: t.exposeFloat("amountGbp", { nullable: true, description: "Pounds." }),
  }),
});
