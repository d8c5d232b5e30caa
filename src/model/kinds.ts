/** The six kinds of organisation, in the order they nest: a practice sits at the bottom, an SHA at the top. */
export const organisationKinds = [
  "PRACTICE",
  "CONSORTIUM",
  "PCT",
  "CLUSTER",
  "SHA",
  "SUPPORT_PROVIDER",
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** The name of each kind in the graph (node label) and in GraphQL (object type): one word for one thing. */
export const kindNames = {
  PRACTICE: "Practice",
  CONSORTIUM: "Consortium",
  PCT: "PCT",
  CLUSTER: "Cluster",
  SHA: "SHA",
  SUPPORT_PROVIDER: "SupportProvider",
} as const satisfies Record<OrganisationKind, string>;

/** A kind by that name, or organisations of any kind. */
export type OrganisationEntity = (typeof kindNames)[OrganisationKind] | "Organisation";

/** NOT_COVERED takes the place of UNCLEAR on days that the sources of memberships do not tell of: see coverage.ts. */
export const consortiumStandings = ["MEMBER", "OUTSIDE", "UNCLEAR", "NOT_COVERED"] as const;
export type ConsortiumStanding = (typeof consortiumStandings)[number];

export const outsideReasons = [
  "UNDECIDED",
  "CHOSE_INDEPENDENCE",
  "NOT_ACCEPTED",
  "LEFT",
  "CONSORTIUM_CLOSED",
  "NOT_STATED",
] as const;
export type OutsideReason = (typeof outsideReasons)[number];

export const membershipStatuses = ["PROPOSED", "SHADOW", "ESTABLISHED"] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

export const delegationStages = ["PLANNED", "READY", "IN_FORCE"] as const;
export type DelegationStage = (typeof delegationStages)[number];

export const delegationPositions = [
  "DELEGATED_OR_READY",
  "DEVELOPING",
  "NO_CLEAR_PLANS",
  "NOT_REPORTED",
] as const;
export type DelegationPosition = (typeof delegationPositions)[number];

export const supportModels = ["SECONDMENT", "CONTRACT", "HOSTED", "SHARED_SERVICE"] as const;
export type SupportModel = (typeof supportModels)[number];

/** Most trusted first. SYNTHETIC is made up for the demonstration graph and never a real claim. */
export const confidences = ["CONFIRMED", "REPORTED", "DERIVED", "SYNTHETIC"] as const;
export type Confidence = (typeof confidences)[number];
