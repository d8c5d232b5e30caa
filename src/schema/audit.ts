import { type AuditAction, type AuditCounts, type AuditRecord, auditActions } from "../model/audit.ts";
import { auditLog, type StateView, stateAfter, stateBefore } from "../resolvers/audit-log.ts";
import { sourceOf } from "../resolvers/organisation.ts";
import { type Page, pageSizes } from "../resolvers/page.ts";
import { builder } from "./builder.ts";
import { listComplexity, PageInfoRef } from "./connection.ts";
import { AuditRecordRef, FactRef, OrganisationRef, SourceRef } from "./refs.ts";
import { weights } from "./weights.ts";

const meanings: Record<AuditAction, string> = {
  SEED: "The demonstration graph was loaded.",
  IMPORT: "Files were imported.",
  RESTORE: "The graph was replaced by a backup.",
  RECORD: "Facts were recorded.",
  END: "A fact was given its last day.",
  RETRACT: "A fact was taken back.",
  REGISTER: "An organisation was added.",
  CLOSE: "An organisation was closed.",
};

const auditAction = builder.enumType("AuditAction", {
  description: "What a change of the graph was.",
  values: Object.fromEntries(
    auditActions.map((action) => [action, { description: meanings[action] }]),
  ) as Record<AuditAction, { description: string }>,
});

const AuditCountsRef = builder.objectRef<AuditCounts>("AuditCounts").implement({
  description: "How many of each a change wrote.",
  fields: (t) => ({
    sources: t.exposeInt("sources", { description: "Sources." }),
    organisations: t.exposeInt("organisations", { description: "Organisations that were added." }),
    redescribed: t.exposeInt("redescribed", { description: "Organisations that were described anew." }),
    facts: t.exposeInt("facts", { description: "Facts that were recorded." }),
    retracted: t.exposeInt("retracted", { description: "Facts that were retracted." }),
  }),
});

const AuditStateRef = builder.objectRef<StateView>("AuditState").implement({
  description: "One side of a change.",
  fields: (t) => ({
    facts: t.field({ type: [FactRef], description: "Its facts.", resolve: (state) => state.facts() }),
    organisations: t.field({
      type: [OrganisationRef],
      description: "Its organisations, as described then.",
      resolve: (state) => state.organisations() as never,
    }),
  }),
});

AuditRecordRef.implement({
  description: "What the audit log holds of one change. Nothing of it is ever changed or removed.",
  fields: (t) => ({
    sequence: t.exposeInt("sequence", { description: "1 for the first, and one more for each after it." }),
    revision: t.exposeInt("revision", { description: "The dataset's revision that it made." }),
    at: t.expose("at", { type: "DateTime", description: "When it was made." }),
    recordedAt: t.expose("recordedAt", {
      type: "DateTime",
      description: "When the graph learned it: give it as knownAt to read the graph as it then was.",
    }),
    who: t.exposeString("who", {
      description:
        "Who made it: a token's name, an identity provider's subject, a user of the machine, or the program.",
    }),
    action: t.field({ type: auditAction, description: "What it was.", resolve: ({ action }) => action }),
    reason: t.exposeString("reason", { description: "Why it was made." }),
    requestId: t.exposeString("requestId", {
      nullable: true,
      description: "The request that asked for it, as in the server's log.",
    }),
    assertedBy: t.exposeString("assertedBy", {
      nullable: true,
      description: "The code of the organisation whose claim it follows, where one body made it.",
    }),
    sources: t.field({
      type: [SourceRef],
      description: "What it rests on.",
      resolve: ({ sources }, _args, context) => Promise.all(sources.map((code) => sourceOf(context, code))),
    }),
    counts: t.field({
      type: AuditCountsRef,
      description: "How much it wrote.",
      resolve: ({ counts }) => counts,
    }),
    before: t.field({
      type: AuditStateRef,
      nullable: true,
      description: "What it replaced; null where it is too large to be kept in full.",
      resolve: (record, _args, context) => stateBefore(context, record),
    }),
    after: t.field({
      type: AuditStateRef,
      nullable: true,
      description: "What it wrote; null where it is too large to be kept in full.",
      resolve: (record, _args, context) => stateAfter(context, record),
    }),
    digest: t.exposeString("digest", {
      description:
        "Sums up every fact and description that it wrote: the sum of their SHA-256, modulo 2^256.",
    }),
    previousHash: t.exposeString("previousHash", { description: "The hash of the record before it." }),
    hash: t.exposeString("hash", { description: "SHA-256 of the canonical text of all the rest." }),
  }),
});

const AuditEdgeRef = builder.objectRef<Page<AuditRecord>["edges"][number]>("AuditEdge").implement({
  description: "One record in a list.",
  fields: (t) => ({
    node: t.field({ type: AuditRecordRef, description: "The record.", resolve: ({ node }) => node }),
    cursor: t.exposeString("cursor", { description: "Where it stands: give it as after." }),
  }),
});

const AuditConnectionRef = builder.objectRef<Page<AuditRecord>>("AuditConnection").implement({
  description: "Records of the audit log, a page at a time.",
  fields: (t) => ({
    edges: t.field({
      type: [AuditEdgeRef],
      complexity: { field: 0, multiplier: 1 },
      description: "The page, each with its cursor.",
      resolve: ({ edges }) => [...edges],
    }),
    nodes: t.field({
      type: [AuditRecordRef],
      complexity: { field: 0, multiplier: 1 },
      description: "The page.",
      resolve: ({ nodes }) => [...nodes],
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: "Where the page lies in the list.",
      resolve: ({ pageInfo }) => pageInfo,
    }),
  }),
});

builder.queryField("auditLog", (t) =>
  t.field({
    type: AuditConnectionRef,
    nullable: true,
    complexity: listComplexity(1000, weights.auditLog),
    args: {
      first: t.arg.int({
        description: `How many: 0 to ${pageSizes.max}; ${pageSizes.default} where absent. Forwards only: from the latest change into the past.`,
      }),
      after: t.arg.string({ description: "Only what follows this cursor of the same list." }),
      sinceRevision: t.arg.int({ description: "Only changes after this revision." }),
      organisation: t.arg.string({
        description: "Only changes that touch this organisation and are kept in full: its code.",
      }),
      who: t.arg.string({ description: "Only changes that this one made." }),
      action: t.arg({ type: auditAction, description: "Only changes of this kind." }),
    },
    description:
      "Who changed what and why, the latest change first. It names people: it needs the role curator.",
    resolve: (_root, args, context) => auditLog(context, args),
  }),
);
