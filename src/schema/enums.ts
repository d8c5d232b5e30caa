import type { EnumRef } from "@pothos/core";
import type { EnumName, enumerations } from "../model/filters.ts";
import { builder, type Types } from "./builder.ts";

/** What each enumeration and each of its values means. */
const meanings = {
  OrganisationKind: {
    description: "The kinds of organisation.",
    values: {
      PRACTICE: "A GP practice.",
      CONSORTIUM:
        "A consortium of GP practices that commissions care; from 1 April 2013 a clinical commissioning group (CCG).",
      PCT: "A primary care trust, abolished on 1 April 2013; care trusts are counted among them.",
      CLUSTER: "PCTs that share one executive team; without statutory footing.",
      SHA: "A strategic health authority, over the PCTs of a region; abolished on 1 April 2013.",
      SUPPORT_PROVIDER:
        "A body that supports commissioners: an NHS commissioning support service, or a firm.",
    },
  },
  ConsortiumStanding: {
    description: "Whether a practice is in a consortium on the as-of date: four standings, never two.",
    values: {
      MEMBER: "It is a member of a consortium.",
      OUTSIDE: "It is known to be in no consortium.",
      UNCLEAR: "Nothing is known either way, though the day is one that the graph's sources tell of.",
      NOT_COVERED: "The day lies outside what the graph's sources tell of memberships: no orphan.",
    },
  },
  OutsideReason: {
    description: "Why a practice is in no consortium.",
    values: {
      UNDECIDED: "It has not yet decided.",
      CHOSE_INDEPENDENCE: "It chose to stay independent.",
      NOT_ACCEPTED: "The consortia were not keen to have it.",
      LEFT: "It left its consortium.",
      CONSORTIUM_CLOSED: "Its consortium closed.",
      NOT_STATED: "The source gives no reason.",
    },
  },
  MembershipStatus: {
    description: "How far a membership had come.",
    values: {
      PROPOSED: "Intended, not yet working.",
      SHADOW: "Working without statutory footing; may still change.",
      ESTABLISHED: "In place.",
    },
  },
  DelegationStage: {
    description: "How far a delegation had come.",
    values: {
      PLANNED: "Intended; no date on which it takes effect is certain.",
      READY: "Agreed, and to take effect.",
      IN_FORCE: "The recipient holds the budget.",
    },
  },
  DelegationPosition: {
    description: "What a PCT last reported of its plans to delegate.",
    values: {
      DELEGATED_OR_READY: "It has delegated significant budgets, or will by April 2011.",
      DEVELOPING: "It is developing plans that are unlikely to be done by April 2011.",
      NO_CLEAR_PLANS: "It has no clear plans.",
      NOT_REPORTED: "It has not reported.",
    },
  },
  SupportModel: {
    description: "How support is given.",
    values: {
      SECONDMENT: "Staff stay employed by the provider and are managed by the recipient.",
      CONTRACT: "Bought under a contract.",
      HOSTED: "The provider hosts the function for the recipient.",
      SHARED_SERVICE: "One service shared by several recipients.",
    },
  },
  Confidence: {
    description: "How far a statement can be trusted, the most first.",
    values: {
      CONFIRMED: "An official register or code file says so.",
      REPORTED: "A published report or article says so.",
      DERIVED: "Computed or read from sources that do not say it outright.",
      SYNTHETIC: "Made up for the demonstration graph; never a real claim.",
    },
  },
} as const satisfies {
  [N in EnumName]: { description: string; values: Record<(typeof enumerations)[N][number], string> };
};

type EnumValue<N extends EnumName> = (typeof enumerations)[N][number];

function enumType<N extends EnumName>(name: N): EnumRef<Types, EnumValue<N>> {
  const { description, values } = meanings[name];
  const described = Object.entries<string>(values).map(([value, meaning]) => [
    value,
    { description: meaning },
  ]);
  return builder.enumType<string, Record<string, { description: string }>>(name, {
    description: description as string,
    values: Object.fromEntries(described),
  }) as unknown as EnumRef<Types, EnumValue<N>>;
}

export const organisationKind = enumType("OrganisationKind");
export const consortiumStanding = enumType("ConsortiumStanding");
export const outsideReason = enumType("OutsideReason");
export const membershipStatus = enumType("MembershipStatus");
export const delegationStage = enumType("DelegationStage");
export const delegationPosition = enumType("DelegationPosition");
export const supportModel = enumType("SupportModel");
export const confidence = enumType("Confidence");

/** Each enumeration by its public name, for inputs that are built from the filter vocabulary. */
export const enumTypes = {
  OrganisationKind: organisationKind,
  ConsortiumStanding: consortiumStanding,
  OutsideReason: outsideReason,
  MembershipStatus: membershipStatus,
  DelegationStage: delegationStage,
  DelegationPosition: delegationPosition,
  SupportModel: supportModel,
  Confidence: confidence,
} as const;

export const relationshipKind = builder.enumType("RelationshipKind", {
  description: "The kinds of fact.",
  values: {
    MEMBERSHIP: { description: "One organisation is a member of another." },
    DELEGATION: { description: "A PCT or cluster delegates a budget to a consortium." },
    SUPPORT: { description: "One organisation supports another." },
    SUCCESSION: { description: "One organisation takes over from another." },
    OUTSIDE: { description: "A practice is known to be in no consortium." },
    REPORT: { description: "A PCT says what it plans to delegate." },
    BUDGET: { description: "An organisation has a commissioning budget." },
  } as const,
});
