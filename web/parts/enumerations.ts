import type { graphql } from "../graphql/graphql.ts";

/** Enumerations of schema.graphql, each with all of its values, in the order in which a reader is offered them. */

type Values<Name extends Parameters<typeof graphql.scalar>[0]> = ReturnType<typeof graphql.scalar<Name>>;

export type OrganisationKind = Values<"OrganisationKind">;
export type ChangeKind = Values<"ChangeKind">;
export type OutsideReason = Values<"OutsideReason">;

/** A value that is left out, or is none, does not compile. */
const allOf = <Value extends string>(values: Readonly<Record<Value, true>>): readonly Value[] =>
  Object.keys(values) as Value[];

export const organisationKinds = allOf<OrganisationKind>({
  PRACTICE: true,
  CONSORTIUM: true,
  PCT: true,
  CLUSTER: true,
  SHA: true,
  SUPPORT_PROVIDER: true,
});

/** From the top of the commissioning of England to its practices; support stands beside. */
export const kindsFromTop = allOf<OrganisationKind>({
  SHA: true,
  CLUSTER: true,
  PCT: true,
  CONSORTIUM: true,
  PRACTICE: true,
  SUPPORT_PROVIDER: true,
});

export const outsideReasons = allOf<OutsideReason>({
  UNDECIDED: true,
  CHOSE_INDEPENDENCE: true,
  NOT_ACCEPTED: true,
  LEFT: true,
  CONSORTIUM_CLOSED: true,
  NOT_STATED: true,
});

export const changeKinds = allOf<ChangeKind>({
  OPENED: true,
  JOINED: true,
  MOVED: true,
  LEFT: true,
  STATUS_CHANGED: true,
  BECAME_OUTSIDE: true,
  OUTSIDE_REASON_CHANGED: true,
  NO_LONGER_OUTSIDE: true,
  DELEGATED: true,
  DELEGATION_CHANGED: true,
  DELEGATION_ENDED: true,
  REPORTED: true,
  REPORT_CHANGED: true,
  REPORT_ENDED: true,
  BUDGET_SET: true,
  BUDGET_CHANGED: true,
  BUDGET_ENDED: true,
  SUPPORT_BEGAN: true,
  SUPPORT_CHANGED: true,
  SUPPORT_ENDED: true,
  SUCCEEDED: true,
  CLOSED: true,
});
