import type { Code } from "../model/code.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Fact } from "../model/facts.ts";
import {
  type ListedEntity,
  type OrderKey,
  type OrganisationEntity,
  orderableFields,
  type Where,
} from "../model/filters.ts";
import { type Confidence, kindNames, type OrganisationKind } from "../model/kinds.ts";
import type { Link, ownGroups } from "../model/links.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { noTally, type Tally } from "../model/rests-on.ts";
import type { ChangeCount, ChangeCountPlan, ChangedPlan, ChangeScope, ChangeSearch } from "./changes.ts";
import { checkWhere } from "./check-where.ts";
import { anything, type Condition } from "./condition.ts";

/** A page of a list, in keyset order: the rows behind (or before) a row with these sort values. */
export interface PageRequest {
  readonly size: number;
  readonly backwards: boolean;
  /** Only rows beyond the row with these sort values, one for each key of the order and one for what decides between equals. */
  readonly after?: readonly unknown[] | undefined;
  /** Only rows ahead of the row with these. */
  readonly before?: readonly unknown[] | undefined;
}

/** A list of many parents at once, of all of which the same is asked: a page, totals, or both. */
export interface ListPlan<Entity extends ListedEntity = ListedEntity> {
  readonly entity: Entity;
  /** The link from the parents; null for a list of all. */
  readonly link: Link | null;
  /** Whose lists; `everything` for a list of all. */
  readonly parents: readonly Code[];
  readonly condition: Condition;
  /** The last key decides between equals: it is unique and never missing. */
  readonly order: readonly OrderKey[];
  readonly page?: PageRequest | undefined;
  readonly totals: boolean;
}

/** The one parent of a list of all. */
export const everything = "" as Code;

/** A row a parent. */
export interface ListRow<Listed> {
  readonly parent: Code;
  readonly page: readonly Listed[];
  /** The sort values of a row of the page, for its cursor. */
  readonly keysOf: (index: number) => readonly unknown[];
  /** How many there are in all, and the registered patients of those that are practices. */
  readonly total: number;
  readonly patients: number | null;
  /** How many of them are stated with each confidence. */
  readonly tally: Tally;
}

/** What a list counts that was asked for no totals. */
export const noTotals = { total: 0, patients: 0, tally: noTally };

/**
 * The practices that fit, counted by the groups of a kind that they come under: a practice counts once in each of its
 * groups, or once under none.
 */
export interface PracticeCountPlan {
  readonly entity: "Practice";
  readonly by: OrganisationKind;
  readonly condition: Condition;
}

export interface PracticeCountRow {
  /** The group; null for practices under none. */
  readonly code: Code | null;
  readonly practices: number;
  readonly patients: number | null;
  /** The practices by the least trusted of what is said of each: its description, its count of patients, the facts of its best way. */
  readonly tally: Tally;
}

/** Each practice that fits, with the one organisation of a kind that the API shows for it. */
export interface OwnGroupPlan {
  readonly entity: "Practice";
  readonly kind: OwnGroupKind;
  readonly condition: Condition;
}

/** Of which kinds a practice comes under one; PRACTICE is the practice itself. */
export type OwnGroupKind = keyof typeof ownGroups | "PRACTICE";

export interface OwnGroupRow {
  readonly practice: Code;
  /** Null where it comes under none. */
  readonly group: Code | null;
  /** Its patients; null where they were not counted. */
  readonly counted: { readonly patients: number; readonly confidence: Confidence } | null;
  /** Of the less trusted of its description and the facts that put it there. */
  readonly confidence: Confidence;
}

/** What can be asked. Organisations are listed while they exist on `asOf`, delegations while they are live at the clocks. */
export interface Plans {
  readonly organisations: ListPlan<OrganisationEntity>;
  readonly delegations: ListPlan<"Delegation">;
  readonly practiceCounts: PracticeCountPlan;
  readonly ownGroups: OwnGroupPlan;
  readonly changed: ChangedPlan;
  readonly changeCounts: ChangeCountPlan;
}
export type PlanKind = keyof Plans;

/** The rows that answer it. */
export interface Rows {
  readonly organisations: ListRow<OrganisationRecord>;
  readonly delegations: ListRow<Fact>;
  readonly practiceCounts: PracticeCountRow;
  readonly ownGroups: OwnGroupRow;
  readonly changed: Code;
  readonly changeCounts: ChangeCount;
}

/** One question, checked, at no clocks yet. */
export interface Plan<Kind extends PlanKind = PlanKind> {
  readonly kind: Kind;
  /** For the log and for those who count what is asked. */
  readonly name: string;
  readonly of: Plans[Kind];
}

/** What is asked of a list. */
export interface ListQuestion<Entity extends ListedEntity = ListedEntity>
  extends Omit<ListPlan<Entity>, "condition"> {
  readonly where: Where;
}

/** @throws BadUserInput, QueryTooComplex */
export function planOrganisations(asked: ListQuestion<OrganisationEntity>): Plan<"organisations"> {
  const { link, entity } = asked;
  const name = `list ${link ? `${link.from}.${link.name}` : entity}`;
  return { kind: "organisations", name, of: planList(asked, "code") };
}

/** @throws BadUserInput, QueryTooComplex */
export const planDelegations = (asked: ListQuestion<"Delegation">): Plan<"delegations"> => ({
  kind: "delegations",
  name: "list Delegation",
  of: planList(asked, "factId"),
});

/** @throws BadUserInput, QueryTooComplex */
export const planPracticeCounts = (by: OrganisationKind, where: Where): Plan<"practiceCounts"> => ({
  kind: "practiceCounts",
  name: `practices by ${kindNames[by]}`,
  of: { entity: "Practice", by, condition: checkWhere("Practice", where) },
});

/** @throws BadUserInput, QueryTooComplex */
export const planOwnGroups = (kind: OwnGroupKind, where: Where = {}): Plan<"ownGroups"> => ({
  kind: "ownGroups",
  name: `practices with their ${kindNames[kind]}`,
  of: { entity: "Practice", kind, condition: checkWhere("Practice", where) },
});

export const planChangeCounts = (scope: ChangeScope, search: ChangeSearch): Plan<"changeCounts"> => ({
  kind: "changeCounts",
  name: `counts of ${nameOf(scope)}`,
  of: { ...search, ...ofAll, scope },
});

export const planChanged = (
  scope: ChangeScope,
  search: ChangeSearch,
  page: Pick<ChangedPlan, "start" | "size">,
): Plan<"changed"> => ({
  kind: "changed",
  name: `organisations with ${nameOf(scope)}`,
  of: { ...search, ...page, ...ofAll, scope },
});

const ofAll = { entity: "Organisation", condition: anything } as const;

const nameOf = ({ among, within, inBetween }: ChangeScope): string =>
  `changes of ${among.join(", ")}${inBetween ? " and in between" : ""}${within ? " in an area" : ""}`;

/** @param unique the field that decides between equals */
function planList<Entity extends ListedEntity>(
  { where, order, ...asked }: ListQuestion<Entity>,
  unique: string,
): ListPlan<Entity> {
  const known = orderableFields(asked.entity);
  for (const { field } of order) {
    if (!known.includes(field))
      throw new BadUserInput(`orderBy: ${asked.entity} has no "${field}"; it has ${known.join(", ")}.`);
  }
  return {
    ...asked,
    condition: checkWhere(asked.entity, where),
    order: [...order, { field: unique, descending: false }],
  };
}
