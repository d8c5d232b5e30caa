import type { graphql } from "../../graphql/graphql.ts";
import { choicesOf } from "./field.ts";

/** The values of enumerations as they are offered; each is all of those of schema.graphql. */

type Values<Name extends Parameters<typeof graphql.scalar>[0]> = ReturnType<typeof graphql.scalar<Name>>;

export const membershipStatusChoices = choicesOf<Values<"MembershipStatus">>({
  ESTABLISHED: "Established: in place",
  SHADOW: "Shadow: working without statutory footing",
  PROPOSED: "Proposed: intended, not yet working",
});

export const delegationStageChoices = choicesOf<Values<"DelegationStage">>({
  IN_FORCE: "In force: the recipient holds the budget",
  READY: "Ready: agreed, and to take effect",
  PLANNED: "Planned: intended",
});

export const delegationPositionChoices = choicesOf<Values<"DelegationPosition">>({
  DELEGATED_OR_READY: "It has delegated, or will by April 2011",
  DEVELOPING: "It is developing plans",
  NO_CLEAR_PLANS: "It has no clear plans",
  NOT_REPORTED: "It has not reported",
});

export const supportModelChoices = choicesOf<Values<"SupportModel">>({
  CONTRACT: "Contract",
  SECONDMENT: "Secondment: staff stay employed by the provider",
  HOSTED: "Hosted: the provider hosts the function",
  SHARED_SERVICE: "Shared service of several recipients",
});

export const outsideReasonChoices = choicesOf<Values<"OutsideReason">>({
  UNDECIDED: "It has not yet decided",
  CHOSE_INDEPENDENCE: "It chose to stay independent",
  NOT_ACCEPTED: "The consortia were not keen to have it",
  LEFT: "It left its consortium",
  CONSORTIUM_CLOSED: "Its consortium closed",
  NOT_STATED: "The source gives no reason",
});

export const organisationKindChoices = choicesOf<Values<"OrganisationKind">>({
  PRACTICE: "GP practice",
  CONSORTIUM: "Consortium",
  PCT: "PCT",
  CLUSTER: "Cluster",
  SHA: "SHA",
  SUPPORT_PROVIDER: "Support provider",
});

/** What is made up is SYNTHETIC whoever says what of it, and nothing else is: nobody chooses it. */
export const confidenceChoices = [
  { value: "", label: "As usual: reported, or synthetic where an end of it is made up" },
  ...choicesOf<Exclude<Values<"Confidence">, "SYNTHETIC">>({
    CONFIRMED: "Confirmed: an official register or code file says so",
    REPORTED: "Reported: a published report or article says so",
    DERIVED: "Derived: computed, or read from what does not say it outright",
  }),
];
