import { type ChangeKind, changeKinds } from "../model/change.ts";
import { askedOnce } from "../resolvers/asked-once.ts";
import { type ChangeList, type ChangeView, changeInWords, changes } from "../resolvers/changes.ts";
import { type Page, pageSizes } from "../resolvers/page.ts";
import { builder } from "./builder.ts";
import { revisionArg } from "./clock-args.ts";
import { listComplexity, PageInfoRef } from "./connection.ts";
import { organisationKind } from "./enums.ts";
import { FactRef, OrganisationRef } from "./refs.ts";
import { weights } from "./weights.ts";

const meanings: Record<ChangeKind, string> = {
  OPENED: "It exists on the later day and had not opened on the earlier.",
  JOINED: "It belongs to a group, and on the earlier day belonged to none of that kind that it has left.",
  MOVED: "It left one group and joined another of the same kind.",
  LEFT: "It no longer belongs to a group, and has joined no other of that kind.",
  STATUS_CHANGED: "It belongs to the same group with another status.",
  BECAME_OUTSIDE: "It became known to be in no consortium.",
  OUTSIDE_REASON_CHANGED: "It is still known to be in no consortium, for another reason.",
  NO_LONGER_OUTSIDE:
    "It is no longer known to be in no consortium: it joined one, or nothing is known any more.",
  DELEGATED: "An organisation delegates a budget to it that did not before.",
  DELEGATION_CHANGED: "A delegation to it is of another year, stage, amount, share or scope.",
  DELEGATION_ENDED: "An organisation no longer delegates a budget to it.",
  REPORTED:
    "It has said how far its plans to delegate had come, and had not before: its position was NOT_REPORTED.",
  REPORT_CHANGED: "Its latest report gives another position, year, amount or share.",
  REPORT_ENDED: "None of its reports is in force any more.",
  BUDGET_SET: "It has a budget, and had none before.",
  BUDGET_CHANGED: "Its budget is of another year or amount.",
  BUDGET_ENDED: "It no longer has a budget.",
  SUPPORT_BEGAN: "An organisation supports it that did not before.",
  SUPPORT_CHANGED: "Its support by an organisation has other services, another model or value.",
  SUPPORT_ENDED: "An organisation no longer supports it.",
  SUCCEEDED: "Another organisation has taken over from it.",
  CLOSED: "It existed on the earlier day and no longer does on the later.",
};

const changeKind = builder.enumType("ChangeKind", {
  description: "How an organisation can differ between two days.",
  values: Object.fromEntries(changeKinds.map((kind) => [kind, { description: meanings[kind] }])) as Record<
    ChangeKind,
    { description: string }
  >,
});

const ChangeRef = builder.objectRef<ChangeView>("Change").implement({
  description: "One way in which an organisation differs between two days.",
  fields: (t) => ({
    organisation: t.field({
      type: OrganisationRef,
      description: "The organisation that changed, as on the later day: the member, or whoever receives.",
      resolve: ({ organisation }) => organisation,
    }),
    kind: t.field({ type: changeKind, description: "How it changed.", resolve: ({ change }) => change.kind }),
    on: t.field({
      type: "Date",
      nullable: true,
      description:
        "The first day of the later state. Where it changed more than once in between, the day of the last change.",
      resolve: ({ change }) => change.on,
    }),
    before: t.field({
      type: [FactRef],
      description:
        "The facts of the earlier day that no longer hold so, read on that day; of what came and went in between, read on their last.",
      resolve: ({ before }) => [...before],
    }),
    after: t.field({
      type: [FactRef],
      description:
        "The facts of the later day that did not hold so before, read on that day; of what came and went in between, read on their last.",
      resolve: ({ after }) => [...after],
    }),
    inBetween: t.boolean({
      description: "Whether it came or went between the two days, and is there on neither.",
      resolve: ({ change }) => change.inBetween,
    }),
    description: t.string({
      description: "The change in a sentence.",
      resolve: (change, _args, context) => changeInWords(context, change),
    }),
  }),
});

const ChangeEdgeRef = builder.objectRef<Page<ChangeView>["edges"][number]>("ChangeEdge").implement({
  description: "One change in a list.",
  fields: (t) => ({
    node: t.field({ type: ChangeRef, description: "The change.", resolve: ({ node }) => node }),
    cursor: t.exposeString("cursor", { description: "Where it stands: give it as after." }),
  }),
});

const ChangeKindCountRef = builder
  .objectRef<Awaited<ReturnType<ChangeList["counts"]>>[number]>("ChangeKindCount")
  .implement({
    description: "How many changes of a kind there are.",
    fields: (t) => ({
      kind: t.field({ type: changeKind, description: "The kind.", resolve: ({ kind }) => kind }),
      count: t.exposeInt("count", { description: "How many, on every page." }),
    }),
  });

const ChangeConnectionRef = builder.objectRef<ChangeList>("ChangeConnection").implement({
  description: "Changes between two days, a page at a time.",
  fields: (t) => ({
    edges: t.field({
      type: [ChangeEdgeRef],
      complexity: { field: 0, multiplier: 1 },
      description: "The page, each with its cursor.",
      resolve: async (found) => (await found.page()).edges,
    }),
    nodes: t.field({
      type: [ChangeRef],
      complexity: { field: 0, multiplier: 1 },
      description: "The page.",
      resolve: async (found) => (await found.page()).nodes,
    }),
    pageInfo: t.field({
      type: PageInfoRef,
      description: "Where the page lies in the list.",
      resolve: async (found) => (await found.page()).pageInfo,
    }),
    totalCount: t.int({
      description: "How many there are in all, on every page.",
      resolve: async (found) => (await found.counts()).reduce((total, { count }) => total + count, 0),
    }),
    counts: t.field({
      type: [ChangeKindCountRef],
      complexity: { field: 0, multiplier: 1 },
      description: "How many there are of each kind, on every page; a kind without one is left out.",
      resolve: async (found) => [...(await found.counts())],
    }),
  }),
});

builder.queryField("changes", (t) =>
  t.field({
    type: ChangeConnectionRef,
    nullable: true,
    complexity: ({ inBetween, ...args }) =>
      listComplexity(1000, inBetween ? 2 * weights.changes : weights.changes)(args),
    args: {
      from: t.arg({ type: "Date", required: true, description: "The earlier day." }),
      to: t.arg({ type: "Date", required: true, description: "The later day." }),
      within: t.arg.string({
        description:
          "Only organisations that lie in this one on either day (code of an SHA, cluster, PCT, consortium or practice), and itself; all of England where absent.",
      }),
      kinds: t.arg({ type: [changeKind], description: "Only changes of these kinds; all where absent." }),
      organisationKind: t.arg({
        type: organisationKind,
        description: "Only changes of organisations of this kind.",
      }),
      groupKind: t.arg({
        type: organisationKind,
        description:
          "Only changes of membership in groups of this kind: with kinds: [MOVED] and groupKind: PCT, who moved PCT.",
      }),
      inBetween: t.arg.boolean({
        description:
          "Also what came and went between the two days, and is there on neither: as two changes, on its first day and on the day after its last. What did so several times is told once. An area is then all that lay in it on some day of the two or between.",
      }),
      first: t.arg.int({
        description: `How many: 0, for counts alone, to ${pageSizes.max}; ${pageSizes.default} where absent. Forwards only: a comparison is read as far as its page goes.`,
      }),
      after: t.arg.string({ description: "Only what follows this cursor of the same list." }),
      knownAt: t.arg({
        type: "DateTime",
        description: "Compare the days as the graph believed them at that instant; now where absent.",
      }),
      ...revisionArg(t.arg),
    },
    description:
      "What differs between two days: who joined, left or moved, was delegated what, reported what, had what budget, was supported by whom, opened, closed, was succeeded. By organisation in the order of codes, then by day. What came and went again in between is no difference, and is told with inBetween.",
    resolve: (_root, args, context) => askedOnce(context, "changes", args, () => changes(context, args)),
  }),
);
