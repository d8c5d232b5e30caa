import { linkOf } from "../model/links.ts";
import {
  budget,
  hasDelegatedBudget,
  pctRestsOn,
  position,
  report,
  shareDelegated,
} from "../resolvers/budget.ts";
import { patientsUnder } from "../resolvers/consortium.ts";
import { delegations } from "../resolvers/fact.ts";
import { linkedOne } from "../resolvers/links.ts";
import { ownFieldsOf } from "../vocabulary/derive.ts";
import { builder } from "./builder.ts";
import { connections, linkedList, listArgs, listComplexity } from "./connection.ts";
import { delegationPosition } from "./enums.ts";
import { DelegationRef, DelegationReportRef } from "./fact.ts";
import { linksAhead } from "./look-ahead.ts";
import { MoneyRef } from "./money.ts";
import { ClusterRef, objectTypeOfKind, PCTRef, SHARef } from "./refs.ts";
import { RestsOnRef } from "./rests-on.ts";
import { answeredFields } from "./stored-fields.ts";
import { yearArg } from "./year-arg.ts";

builder.node(PCTRef, {
  ...objectTypeOfKind("PCT"),
  description: "A primary care trust.",
  fields: (t) => ({
    practices: t.field({
      type: connections.Practice,
      complexity: listComplexity(60),
      args: listArgs(t.arg, "Practice"),
      description: "Its practices on the as-of date.",
      resolve: (parent, args, context) => linkedList(context, parent, "PCT", "practices", "Practice", args),
    }),
    consortia: t.field({
      type: connections.Consortium,
      complexity: listComplexity(4),
      args: listArgs(t.arg, "Consortium"),
      description: "Its consortia on the as-of date.",
      resolve: (parent, args, context) => linkedList(context, parent, "PCT", "consortia", "Consortium", args),
    }),
    cluster: t.field({
      type: ClusterRef,
      nullable: true,
      description: "Its cluster; the most trusted where several claims are live.",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("PCT", "cluster"), parent, linksAhead(info)),
    }),
    sha: t.field({
      type: SHARef,
      nullable: true,
      description: "Its SHA, which need not be its cluster's.",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("PCT", "sha"), parent, linksAhead(info)),
    }),
    delegations: t.field({
      type: [DelegationRef],
      description: "Delegations that it made, live on the as-of date.",
      resolve: (parent, _args, context) => delegations(context, parent) as never,
    }),
    budget: t.field({
      type: MoneyRef,
      nullable: true,
      args: yearArg(t.arg),
      description: "Its commissioning budget of a year; null where unknown.",
      resolve: (parent, args, context) => budget(context, parent, args),
    }),
    delegatedShare: t.float({
      nullable: true,
      args: yearArg(t.arg),
      description:
        "The share of its budget of a year that it delegated, 0 to 1; null where the budget or the amount is unknown.",
      resolve: (parent, args, context) => shareDelegated(context, parent, args),
    }),
    position: t.field({
      type: delegationPosition,
      description: "What it last reported of its plans to delegate, on or before the as-of date.",
      resolve: (parent, _args, context) => position(context, parent),
    }),
    report: t.field({
      type: DelegationReportRef,
      nullable: true,
      description:
        "The report that its position comes from: the latest on or before the as-of date; null where it has not reported.",
      resolve: (parent, _args, context) => report(context, parent) as never,
    }),
    restsOn: t.field({
      type: [RestsOnRef],
      args: yearArg(t.arg),
      description:
        "What its position, and its budget and delegated share of a year, rest on: the report, the budget and the delegations that were taken, of several claims about one thing the most trusted.",
      resolve: (parent, args, context) => pctRestsOn(context, parent, args),
    }),
    patients: t.int({
      nullable: true,
      description:
        "Registered patients of its practices on the as-of date; null where none of them was counted.",
      resolve: (parent, _args, context) => patientsUnder(context, parent),
    }),
    hasDelegatedBudget: t.boolean({
      description: "Whether a delegation by it is in force on the as-of date.",
      resolve: (parent, _args, context) => hasDelegatedBudget(context, parent),
    }),
    ...answeredFields(t as never, ownFieldsOf("PCT")),
  }),
});
