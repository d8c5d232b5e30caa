import type { Data, KeyingConfig } from "@urql/exchange-graphcache";

/** An id names an organisation on its day; one that was asked for without belongs to its parent. */
const byId = ({ id }: Data) => (typeof id === "string" ? id : null);
const ofParent = () => null;
const ofParents = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, ofParent]));

/** What a mutation answers. */
const written = [
  "FactRecorded",
  "FactsRecorded",
  "FactEnded",
  "FactRetracted",
  "OrganisationRegistered",
  "OrganisationClosed",
];
const refusals = ["InvalidInput", "RevisionConflict", "IdempotencyKeyReused"];

/** A fact reads otherwise at other clocks and has no id of its own in the API, so it belongs to its parent. */
export const cacheKeys: KeyingConfig = {
  SHA: byId,
  Cluster: byId,
  PCT: byId,
  Consortium: byId,
  Practice: byId,
  SupportProvider: byId,
  Source: ({ code }) => (typeof code === "string" ? code : null),
  Dataset: () => "dataset",
  Membership: ofParent,
  Delegation: ofParent,
  Support: ofParent,
  Succession: ofParent,
  Outside: ofParent,
  DelegationReport: ofParent,
  Budget: ofParent,
  DelegationSummary: ofParent,
  PracticeCount: ofParent,
  CrosswalkRow: ofParent,
  KindCount: ofParent,
  Coverage: ofParent,
  Description: ofParent,
  OtherName: ofParent,
  RestsOn: ofParent,
  PublishedFigure: ofParent,
  Asserter: ofParent,
  ListSize: ofParent,
  Money: ofParent,
  MoneyRange: ofParent,
  Suggestion: ofParent,
  SearchHit: ofParent,
  Change: ofParent,
  ChangeKindCount: ofParent,
  Conflict: ofParent,
  ConflictRule: ofParent,
  Path: ofParent,
  Caller: ofParent,
  ...ofParents(["__Schema", "__Type", "__Field", "__InputValue", "__EnumValue"]),
  AuditRecord: ofParent,
  AuditCounts: ofParent,
  AuditState: ofParent,
  InputProblem: ofParent,
  ...ofParents([...written, ...refusals]),
};
