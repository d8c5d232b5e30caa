import { linkOf } from "../model/links.ts";
import { minimumShareOf, pctsBelowMinimum } from "../resolvers/area.ts";
import { hasDelegatedBudget } from "../resolvers/budget.ts";
import { patientsUnder } from "../resolvers/consortium.ts";
import { ownFieldsOf } from "../vocabulary/derive.ts";
import { builder } from "./builder.ts";
import { connections, linkedList, listArgs, listComplexity } from "./connection.ts";
import { objectTypeOfKind, PCTRef, SHARef } from "./refs.ts";
import { answeredFields } from "./stored-fields.ts";
import { yearArg } from "./year-arg.ts";

builder.node(SHARef, {
  ...objectTypeOfKind("SHA"),
  description: "A strategic health authority.",
  fields: (t) => ({
    clusters: t.field({
      type: connections.Cluster,
      complexity: listComplexity(7),
      args: listArgs(t.arg, "Cluster"),
      description: "Its clusters on the as-of date.",
      resolve: (parent, args, context) => linkedList(context, parent, linkOf("SHA", "clusters"), args),
    }),
    pcts: t.field({
      type: connections.PCT,
      complexity: listComplexity(31),
      args: listArgs(t.arg, "PCT"),
      description: "Its PCTs on the as-of date.",
      resolve: (parent, args, context) => linkedList(context, parent, linkOf("SHA", "pcts"), args),
    }),
    practices: t.field({
      type: connections.Practice,
      complexity: listComplexity(1000),
      args: listArgs(t.arg, "Practice"),
      description: "The practices of its PCTs on the as-of date.",
      resolve: (parent, args, context) => linkedList(context, parent, linkOf("SHA", "practices"), args),
    }),
    minimumDelegatedShare: t.float({
      nullable: true,
      description:
        "The share of its budget that it makes each of its PCTs delegate on the as-of date, 0 to 1.",
      resolve: minimumShareOf,
    }),
    pctsBelowMinimum: t.field({
      type: [PCTRef],
      args: yearArg(t.arg),
      description: "Its PCTs that are known to delegate less than that.",
      resolve: (parent, args, context) => pctsBelowMinimum(context, parent, args) as never,
    }),
    patients: t.int({
      nullable: true,
      description:
        "Registered patients of its practices on the as-of date; null where none of them was counted.",
      resolve: (parent, _args, context) => patientsUnder(context, parent),
    }),
    hasDelegatedBudget: t.boolean({
      description: "Whether a delegation by one of its PCTs or clusters is in force on the as-of date.",
      resolve: (parent, _args, context) => hasDelegatedBudget(context, parent),
    }),
    ...answeredFields(t as never, ownFieldsOf("SHA")),
  }),
});
