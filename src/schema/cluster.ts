import { linkOf } from "../model/links.ts";
import { budget, crossesBoundary, hasDelegatedBudget } from "../resolvers/budget.ts";
import { patientsUnder } from "../resolvers/consortium.ts";
import { linkedOne } from "../resolvers/links.ts";
import { ownFieldsOf } from "../vocabulary/derive.ts";
import { builder } from "./builder.ts";
import { connections, linkedList, listArgs, listComplexity } from "./connection.ts";
import { linksAhead } from "./look-ahead.ts";
import { MoneyRef } from "./money.ts";
import { ClusterRef, objectTypeOfKind, SHARef } from "./refs.ts";
import { answeredFields } from "./stored-fields.ts";
import { yearArg } from "./year-arg.ts";

builder.node(ClusterRef, {
  ...objectTypeOfKind("CLUSTER"),
  description: "A cluster of PCTs with one executive team; the duties stay with the PCTs.",
  fields: (t) => ({
    pcts: t.field({
      type: connections.PCT,
      complexity: listComplexity(4),
      args: listArgs(t.arg, "PCT"),
      description: "Its PCTs on the as-of date.",
      resolve: (parent, args, context) => linkedList(context, parent, "Cluster", "pcts", "PCT", args),
    }),
    consortia: t.field({
      type: connections.Consortium,
      complexity: listComplexity(12),
      args: listArgs(t.arg, "Consortium"),
      description: "The consortia of its PCTs on the as-of date.",
      resolve: (parent, args, context) =>
        linkedList(context, parent, "Cluster", "consortia", "Consortium", args),
    }),
    practices: t.field({
      type: connections.Practice,
      complexity: listComplexity(170),
      args: listArgs(t.arg, "Practice"),
      description: "The practices of its PCTs on the as-of date.",
      resolve: (parent, args, context) =>
        linkedList(context, parent, "Cluster", "practices", "Practice", args),
    }),
    sha: t.field({
      type: SHARef,
      nullable: true,
      description: "Its SHA.",
      resolve: (parent, _args, context, info) =>
        linkedOne(context, linkOf("Cluster", "sha"), parent, linksAhead(info)),
    }),
    crossesShaBoundary: t.boolean({
      description: "Whether a PCT of another SHA is in it.",
      resolve: (parent, _args, context) => crossesBoundary(context, parent),
    }),
    patients: t.int({
      nullable: true,
      description:
        "Registered patients of its practices on the as-of date; null where none of them was counted.",
      resolve: (parent, _args, context) => patientsUnder(context, parent),
    }),
    hasDelegatedBudget: t.boolean({
      description: "Whether a delegation by it or by one of its PCTs is in force on the as-of date.",
      resolve: (parent, _args, context) => hasDelegatedBudget(context, parent),
    }),
    budget: t.field({
      type: MoneyRef,
      nullable: true,
      args: yearArg(t.arg),
      description: "The budget of its PCTs together, where only that is published; null where unknown.",
      resolve: (parent, args, context) => budget(context, parent, args),
    }),
    ...answeredFields(t as never, ownFieldsOf("CLUSTER")),
  }),
});
