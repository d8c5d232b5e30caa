import { linkOf } from "../model/links.ts";
import { hasDelegatedBudget } from "../resolvers/budget.ts";
import { managementAllowance, pathfinderWave, patientsUnder } from "../resolvers/consortium.ts";
import { delegations } from "../resolvers/fact.ts";
import { linked } from "../resolvers/links.ts";
import { ownFieldsOf } from "../vocabulary/derive.ts";
import { builder } from "./builder.ts";
import { connections, linkedList, listArgs, listComplexity } from "./connection.ts";
import { DelegationRef } from "./fact.ts";
import { linksAhead } from "./look-ahead.ts";
import { MoneyRangeRef } from "./money.ts";
import { ConsortiumRef, objectTypeOfKind, PCTRef } from "./refs.ts";
import { answeredFields } from "./stored-fields.ts";

const toPcts = linkOf("Consortium", "pcts");

builder.node(ConsortiumRef, {
  ...objectTypeOfKind("CONSORTIUM"),
  description: "A consortium of GP practices; from 1 April 2013 a clinical commissioning group.",
  fields: (t) => ({
    practices: t.field({
      type: connections.Practice,
      complexity: listComplexity(25),
      args: listArgs(t.arg, "Practice"),
      description: "Its member practices on the as-of date.",
      resolve: (parent, args, context) =>
        linkedList(context, parent, "Consortium", "practices", "Practice", args),
    }),
    pcts: t.field({
      type: [PCTRef],
      description: "Its PCT, or more than one where it straddles a boundary.",
      resolve: (parent, _args, context, info) => linked(context, toPcts, parent, linksAhead(info)) as never,
    }),
    straddles: t.boolean({
      description: "Whether it belongs to more than one PCT.",
      resolve: async (parent, _args, context) => (await linked(context, toPcts, parent)).length > 1,
    }),
    isPathfinder: t.boolean({
      description: "Whether it had been named a pathfinder by the as-of date.",
      resolve: ({ pathfinderFrom, asOf }) => pathfinderFrom !== null && pathfinderFrom <= asOf,
    }),
    pathfinderWave: t.int({
      nullable: true,
      description:
        "The wave in which it was named a pathfinder; null before that day and where the wave is unknown.",
      resolve: pathfinderWave,
    }),
    isStatutory: t.boolean({
      description: "Whether it is a clinical commissioning group (CCG).",
      resolve: ({ statutory }) => statutory ?? false,
    }),
    delegations: t.field({
      type: [DelegationRef],
      description: "Delegations to it, live on the as-of date.",
      resolve: (parent, _args, context) => delegations(context, parent) as never,
    }),
    hasDelegatedBudget: t.boolean({
      description: "Whether a delegation to it is in force on the as-of date.",
      resolve: (parent, _args, context) => hasDelegatedBudget(context, parent),
    }),
    patients: t.int({
      nullable: true,
      description:
        "Registered patients of its member practices on the as-of date; null where none of them was counted.",
      resolve: (parent, _args, context) => patientsUnder(context, parent),
    }),
    managementAllowance: t.field({
      type: MoneyRangeRef,
      nullable: true,
      args: {
        perPatientLow: t.arg.float({
          defaultValue: 9,
          description: "Pounds a patient at the low end; 9 was widely quoted (A5).",
        }),
        perPatientHigh: t.arg.float({
          defaultValue: 12,
          description: "Pounds a patient at the high end; 12 was widely quoted (A5).",
        }),
      },
      description:
        "What it would have to buy support with, at an allowance a patient that was never decided; null where its patients were not counted.",
      resolve: (parent, args, context) => managementAllowance(context, parent, args),
    }),
    ...answeredFields(t as never, ownFieldsOf("CONSORTIUM")),
  }),
});
