import type { Code } from "../model/code.ts";
import {
  delegationPositions,
  delegationStages,
  membershipStatuses,
  outsideReasons,
  supportModels,
} from "../model/kinds.ts";
import { statementFields } from "./description.ts";
import type { StoredField, StoredFields, ValuesOf } from "./field.ts";

/** What facts say: what all of them do, and the payload of each kind. */

/** What every fact says beside its ends and its payload. */
export const claimFields = {
  validFrom: { type: "day", meaning: "first day it holds" },
  validTo: { type: "day", meaning: "last day it holds" },
  assertedBy: {
    type: "code",
    meaning: "code of the organisation whose claim it is, where one body made it",
  },
  ...statementFields,
  assertedByName: {
    type: "text",
    since: 5,
    meaning: "name of the person or body whose claim it is, where that is no organisation of the graph",
  },
} as const satisfies StoredFields;
/** What every fact says beside its own payload: `validFrom` null is unknown, `validTo` null is open. */
export type Claimed = ValuesOf<typeof claimFields>;

const year = (answered: string) =>
  ({
    type: "financialYear",
    needed: true,
    meaning: "the year that it is of",
    answered,
  }) as const satisfies StoredField;

/** What each kind of fact says beside its ends. A field that is added says `since`. */
export const payloadFields = {
  MEMBERSHIP: {
    status: {
      type: membershipStatuses,
      needed: true,
      meaning: "how far the membership had come",
      answered: "",
      filtered: "how far the membership had come",
    },
  },
  OUTSIDE: {
    reason: {
      type: outsideReasons,
      needed: true,
      meaning: "why it is in no consortium",
      answered: "Why.",
    },
  },
  DELEGATION: {
    financialYear: { ...year("The year that the budget is of."), filtered: "financial year" },
    stage: {
      type: delegationStages,
      needed: true,
      meaning: "how far the delegation had come",
      answered: "",
      filtered: "how far the delegation had come",
    },
    amountGbp: {
      type: "pounds",
      meaning: "pounds; absent where no source gives the amount of this delegation alone",
      answered:
        "Pounds; null where no source gives the amount of this delegation alone. A joint amount stands in the PCT's report.",
      filtered: "pounds",
    },
    shareOfBudget: {
      type: "share",
      meaning: "share of the delegator's budget, 0 to 1",
      answered: "",
      filtered: "share of the delegator's budget, 0 to 1",
    },
    scope: { type: "text", meaning: "what is delegated", answered: "", filtered: "what is delegated" },
  },
  SUPPORT: {
    services: {
      type: "texts",
      needed: true,
      meaning: "what is given",
      answered: "",
      filtered: "services given; true where any one of them fits",
    },
    model: {
      type: supportModels,
      needed: true,
      meaning: "how it is given",
      answered: "",
      filtered: "how the support is given",
    },
    valueGbp: {
      type: "pounds",
      meaning: "pounds over the whole contract, where a source states it",
      answered: "",
    },
  },
  SUCCESSION: {
    practices: {
      type: "count",
      since: 5,
      meaning: "practices that went from the one to the other, where it was derived from them",
      answered:
        "Practices that went from the one to the other; null where it was not derived from practices.",
    },
    patients: {
      type: "count",
      since: 5,
      meaning: "registered patients of these practices, where they were counted",
      answered: "Registered patients of these practices; null where they were not counted.",
    },
    shareOfPredecessor: {
      type: "share",
      since: 5,
      meaning: "these practices over all practices of the predecessor that went on, 0 to 1",
      answered: "",
    },
    shareOfSuccessor: {
      type: "share",
      since: 5,
      meaning: "these practices over all that the successor began with, 0 to 1",
      answered: "",
    },
  },
  REPORT: {
    financialYear: year("The year that it speaks of."),
    position: {
      type: delegationPositions,
      needed: true,
      meaning: "how far its plans had come",
      answered: "",
    },
    amountGbp: {
      type: "pounds",
      meaning: "pounds delegated to all its consortia together, where it said so",
      answered: "",
    },
    shareOfBudget: {
      type: "share",
      meaning: "share of its budget delegated, 0 to 1",
      answered: "",
    },
  },
  BUDGET: {
    financialYear: year("The year of the budget."),
    amountGbp: { type: "pounds", needed: true, meaning: "pounds", answered: "" },
  },
} as const satisfies Readonly<Record<string, StoredFields>>;

export type FactKind = keyof typeof payloadFields;
export const factKinds = Object.keys(payloadFields) as FactKind[];

/** Those that say something of one organisation: the others join two. */
const ofOne = ["REPORT", "BUDGET"] as const satisfies readonly FactKind[];
export type KindOfOne = (typeof ofOne)[number];
export type KindOfTwo = Exclude<FactKind, KindOfOne>;
export const isOfOne = (kind: FactKind): kind is KindOfOne => (ofOne as readonly FactKind[]).includes(kind);
/** Those that join two organisations. */
export const kindsOfTwo = factKinds.filter((kind): kind is KindOfTwo => !isOfOne(kind));

/** Those that say nothing without their first day: when it was reported, budgeted or taken over. */
export const datedKinds: readonly FactKind[] = ["SUCCESSION", "REPORT", "BUDGET"];

/** What one kind of fact is about: its ends, from the member, delegator, provider or predecessor, and what it says. */
export type PayloadOf<Kind extends FactKind> = {
  readonly [Each in Kind]: { readonly kind: Each; readonly from: Code } & (Each extends KindOfOne
    ? unknown
    : { readonly to: Code }) &
    ValuesOf<(typeof payloadFields)[Each]>;
}[Kind];
