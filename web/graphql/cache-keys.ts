import type { Data, KeyingConfig } from "@urql/exchange-graphcache";

/** An organisation on another day is another entity; one that was asked for without its day belongs to its parent. */
const byCodeAndDay = ({ code, asOf }: Data) => (code && asOf ? `${code}@${asOf}` : null);
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

/** A fact leads to organisations as they were on the day of its parent, so it belongs to that parent too. */
export const cacheKeys: KeyingConfig = {
  SHA: byCodeAndDay,
  Cluster: byCodeAndDay,
  PCT: byCodeAndDay,
  Consortium: byCodeAndDay,
  Practice: byCodeAndDay,
  SupportProvider: byCodeAndDay,
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
  AuditState: ofParent,
  InputProblem: ofParent,
  ...ofParents([...written, ...refusals]),
};

const organisations = ["SHA", "Cluster", "PCT", "Consortium", "Practice", "SupportProvider"];

/** Which types a fragment on an interface fits. */
export const possibleTypes: Record<string, string[]> = {
  Organisation: organisations,
  Node: organisations,
  Curated: written,
  Refused: refusals,
  Fact: ["Membership", "Delegation", "Support", "Succession", "Outside", "DelegationReport", "Budget"],
};
