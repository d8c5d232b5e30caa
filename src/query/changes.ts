import { cameAndWent } from "../model/came-and-went.ts";
import {
  type Change,
  type ChangeKind,
  changesOf,
  inOrder,
  type Period,
  type Subject,
} from "../model/change.ts";
import type { Code } from "../model/code.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Condition } from "./condition.ts";

/** The kinds of change that each part of a search finds. */
export const partKinds = {
  lives: ["OPENED", "CLOSED"],
  memberships: ["JOINED", "LEFT", "MOVED", "STATUS_CHANGED"],
  outside: ["BECAME_OUTSIDE", "OUTSIDE_REASON_CHANGED", "NO_LONGER_OUTSIDE"],
  delegations: ["DELEGATED", "DELEGATION_CHANGED", "DELEGATION_ENDED"],
  reports: ["REPORTED", "REPORT_CHANGED", "REPORT_ENDED"],
  budgets: ["BUDGET_SET", "BUDGET_CHANGED", "BUDGET_ENDED"],
  support: ["SUPPORT_BEGAN", "SUPPORT_CHANGED", "SUPPORT_ENDED"],
  successions: ["SUCCEEDED"],
} as const satisfies Readonly<Record<string, readonly ChangeKind[]>>;
export type ChangePart = keyof typeof partKinds;
export const changeParts = Object.keys(partKinds) as ChangePart[];

/** The parts that a search looks through, where, and whether for what came and went between the days as well. */
export interface ChangeScope {
  readonly among: readonly ChangePart[];
  /** Only among `codes`. */
  readonly within: boolean;
  readonly inBetween: boolean;
}

/** Which changes are looked for between two days; the clocks' `asOf` is the later one, of whose descriptions lives are read. */
export interface ChangeSearch extends Period {
  readonly kinds: readonly ChangeKind[];
  readonly organisationKinds: readonly OrganisationKind[];
  readonly groupKinds: readonly OrganisationKind[];
  readonly codes: readonly Code[];
}

/** How many changes there are of each kind; none of a kind without one. */
export interface ChangeCountPlan extends ChangeSearch {
  readonly entity: "Organisation";
  readonly condition: Condition;
  readonly scope: ChangeScope;
}

export interface ChangeCount {
  readonly kind: ChangeKind;
  readonly count: number;
}

/** The first organisations by code that have a change: every one of them has at least one. */
export interface ChangedPlan extends ChangeCountPlan {
  /** Only organisations from this code on. */
  readonly start: string;
  readonly size: number;
}

/** Those of the changes of one organisation that are asked for, earliest first. */
export function changesAsked(
  subject: Subject,
  { from, to, kinds, groupKinds, scope }: ChangeSearch & { readonly scope: ChangeScope },
): Change[] {
  const period = { from, to };
  const changes = changesOf(subject, period);
  const all = scope.inBetween ? inOrder([...changes, ...cameAndWent(subject, period)]) : changes;
  const isSought = (kind: ChangeKind) =>
    scope.among.some((part) => (partKinds[part] as readonly ChangeKind[]).includes(kind));
  return all.filter(
    ({ kind, groupKind }) =>
      kinds.includes(kind) && isSought(kind) && (groupKind === null || groupKinds.includes(groupKind)),
  );
}
