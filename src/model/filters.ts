import { computedFields } from "../vocabulary/computed.ts";
import { commonFields, ownFieldsOf, payloadFieldsOf } from "../vocabulary/derive.ts";
import type { FieldType, StoredField } from "../vocabulary/field.ts";
import { comparedText, pastedCode } from "./compared-text.ts";
import {
  confidences,
  consortiumStandings,
  delegationPositions,
  delegationStages,
  kindNames,
  membershipStatuses,
  type OrganisationEntity,
  organisationKinds,
  outsideReasons,
  supportModels,
} from "./kinds.ts";

/** The values of each enumeration, by its public name. */
export const enumerations = {
  OrganisationKind: organisationKinds,
  ConsortiumStanding: consortiumStandings,
  OutsideReason: outsideReasons,
  MembershipStatus: membershipStatuses,
  DelegationStage: delegationStages,
  DelegationPosition: delegationPositions,
  SupportModel: supportModels,
  Confidence: confidences,
} as const;
export type EnumName = keyof typeof enumerations;

/** The public name of the enumeration that has these words, and no others. @throws Error where there is none */
export function enumNameOf(words: readonly string[]): EnumName {
  const named = Object.entries(enumerations).find(([, those]) => those === words);
  if (!named) throw new Error(`No enumeration has the words ${words.join(", ")}`);
  return named[0] as EnumName;
}

export type ScalarType = "text" | "integer" | "number" | "date" | "financialYear" | "boolean" | EnumName;

/** One value that can be filtered and ordered by: its type, what it means, and whether it can be missing. */
export interface FilterField {
  readonly type: ScalarType;
  readonly meaning: string;
  readonly nullable?: boolean;
  /** A text that is a code: spaces around one that was pasted do not count. */
  readonly isCode?: boolean;
}

/** What a filter on a text compares with: its operand in the form of what is stored, without regard to case. */
export function operandOf(field: FilterField, operand: unknown): unknown {
  if (Array.isArray(operand)) return operand.map((each) => operandOf(field, each));
  if (typeof operand !== "string") return operand;
  return comparedText(field.isCode ? pastedCode(operand) : operand);
}

/** Another thing that a filter can ask about: by one object, or by some / every / none. */
export interface FilterLink {
  readonly entity: EntityName;
  readonly meaning: string;
}

export interface FilterEntity {
  readonly fields: Readonly<Record<string, FilterField>>;
  readonly one: Readonly<Record<string, FilterLink>>;
  readonly many: Readonly<Record<string, FilterLink>>;
}

/** Organisations of each kind, and of any. */
export const organisationEntities: readonly OrganisationEntity[] = [
  ...Object.values(kindNames),
  "Organisation",
];
const others = ["Membership", "Delegation", "Support", "Source"] as const;
export type EntityName = OrganisationEntity | (typeof others)[number];
export const entityNames: readonly EntityName[] = [...organisationEntities, ...others];
export type { OrganisationEntity };

/** What there are lists of. */
export type ListedEntity = OrganisationEntity | "Delegation";

/** How a stored field of each type is filtered by. */
const scalarTypes: Readonly<Record<Extract<FieldType, string>, ScalarType>> = {
  code: "text",
  count: "integer",
  day: "date",
  financialYear: "financialYear",
  flag: "boolean",
  instant: "date",
  name: "text",
  pounds: "number",
  share: "number",
  text: "text",
  texts: "text",
};

const scalarTypeOf = ({ type }: { readonly type: FieldType }): ScalarType =>
  typeof type === "string" ? scalarTypes[type] : enumNameOf(type);

/** The stored fields that are filtered by as they are stored. */
const stored = (fields: readonly (readonly [string, StoredField])[]): Record<string, FilterField> =>
  Object.fromEntries(
    fields.flatMap(([name, field]): [string, FilterField][] => {
      const { filtered: meaning, needed } = field;
      if (meaning === undefined) return [];
      return [[name, { type: scalarTypeOf(field), meaning, ...(needed ? {} : { nullable: true }) }]];
    }),
  );

/** The fields that are worked out. */
const computed = (entity: OrganisationEntity): Record<string, FilterField> =>
  Object.fromEntries(
    Object.entries(computedFields[entity] ?? {}).map(([name, field]) => {
      const { meaning, nullable } = field;
      return [name, { type: scalarTypeOf(field), meaning, ...(nullable ? { nullable } : {}) }];
    }),
  );

const organisationFields = {
  code: { type: "text", isCode: true, meaning: "ODS code, or the slug of an organisation that has none" },
  name: { type: "text", meaning: "name" },
  confidence: { type: "Confidence", meaning: "how far its description can be trusted" },
  ...stored(commonFields),
} satisfies Record<string, FilterField>;

const facts = {
  memberships: { entity: "Membership", meaning: "memberships upward, live on the as-of date" },
  supports: {
    entity: "Support",
    meaning: "support received (for a support provider: given), live on the as-of date",
  },
} as const satisfies Record<string, FilterLink>;
const delegations = { entity: "Delegation", meaning: "delegations live on the as-of date" } as const;
const source = { entity: "Source", meaning: "the source that says so" } as const;

const claim = {
  confidence: { type: "Confidence", meaning: "how far the fact can be trusted" },
  validFrom: { type: "date", meaning: "first day it holds", nullable: true },
  validTo: { type: "date", meaning: "last day it holds", nullable: true },
} as const satisfies Record<string, FilterField>;

/** What can be asked of each thing: the vocabulary of every `where` and `orderBy`. src/graph/cypher prints it as Cypher, src/snapshot runs it in memory. */
export const filterEntities: Readonly<Record<EntityName, FilterEntity>> = {
  Practice: {
    fields: {
      ...organisationFields,
      ...stored(ownFieldsOf("PRACTICE")),
      ...computed("Practice"),
    },
    one: {
      consortium: { entity: "Consortium", meaning: "the consortium it is a member of" },
      pct: { entity: "PCT", meaning: "its PCT" },
      cluster: { entity: "Cluster", meaning: "the cluster of its PCT, of several the one that pct answers" },
      sha: { entity: "SHA", meaning: "the SHA of its PCT, of several the one that pct answers" },
      source,
    },
    many: facts,
  },
  Consortium: {
    fields: {
      ...organisationFields,
      ...stored(ownFieldsOf("CONSORTIUM")),
      ...computed("Consortium"),
    },
    one: { source },
    many: {
      ...facts,
      practices: { entity: "Practice", meaning: "its member practices" },
      pcts: { entity: "PCT", meaning: "its PCTs" },
      delegations,
    },
  },
  PCT: {
    fields: {
      ...organisationFields,
      ...stored(ownFieldsOf("PCT")),
      ...computed("PCT"),
    },
    one: {
      cluster: { entity: "Cluster", meaning: "its cluster" },
      sha: { entity: "SHA", meaning: "its SHA" },
      source,
    },
    many: {
      ...facts,
      practices: { entity: "Practice", meaning: "its practices" },
      consortia: { entity: "Consortium", meaning: "its consortia" },
      delegations,
    },
  },
  Cluster: {
    fields: {
      ...organisationFields,
      ...stored(ownFieldsOf("CLUSTER")),
      ...computed("Cluster"),
    },
    one: { sha: { entity: "SHA", meaning: "its SHA" }, source },
    many: {
      ...facts,
      pcts: { entity: "PCT", meaning: "its PCTs" },
      consortia: { entity: "Consortium", meaning: "consortia of its PCTs" },
      practices: { entity: "Practice", meaning: "practices of its PCTs" },
      delegations,
    },
  },
  SHA: {
    fields: {
      ...organisationFields,
      ...stored(ownFieldsOf("SHA")),
      ...computed("SHA"),
    },
    one: { source },
    many: {
      ...facts,
      clusters: { entity: "Cluster", meaning: "its clusters" },
      pcts: { entity: "PCT", meaning: "its PCTs" },
      practices: { entity: "Practice", meaning: "practices of its PCTs" },
    },
  },
  SupportProvider: {
    fields: { ...organisationFields, ...stored(ownFieldsOf("SUPPORT_PROVIDER")) },
    one: { hostedBy: { entity: "Organisation", meaning: "the organisation that hosts it" }, source },
    many: facts,
  },
  Organisation: {
    fields: { ...organisationFields, kind: { type: "OrganisationKind", meaning: "kind of organisation" } },
    one: { source },
    many: facts,
  },
  Membership: {
    fields: { ...claim, ...stored(payloadFieldsOf("MEMBERSHIP")) },
    one: {
      group: { entity: "Organisation", meaning: "what it is a member of" },
      member: { entity: "Organisation", meaning: "the member" },
      source,
    },
    many: {},
  },
  Delegation: {
    fields: { ...claim, ...stored(payloadFieldsOf("DELEGATION")) },
    one: {
      delegator: { entity: "Organisation", meaning: "who delegates" },
      recipient: { entity: "Organisation", meaning: "who receives" },
      source,
    },
    many: {},
  },
  Support: {
    fields: { ...claim, ...stored(payloadFieldsOf("SUPPORT")) },
    one: {
      provider: { entity: "Organisation", meaning: "who supports" },
      recipient: { entity: "Organisation", meaning: "who is supported" },
      source,
    },
    many: {},
  },
  Source: {
    fields: {
      code: { type: "text", isCode: true, meaning: "the source's code in this dataset" },
      title: { type: "text", meaning: "title" },
      publisher: { type: "text", meaning: "publisher" },
    },
    one: {},
    many: {},
  },
};

/** The fields that a list can be ordered by: all but lists of values. */
export function orderableFields(entity: EntityName): readonly string[] {
  return Object.keys(filterEntities[entity].fields).filter((field) => field !== "services");
}

export interface OrderKey {
  readonly field: string;
  readonly descending: boolean;
}

/** A `where` as a client gives it: an object of fields, links and AND / OR / NOT, checked against the vocabulary above. */
export type Where = { readonly [key: string]: unknown };
