import type { Claimed, FactKind, Matter } from "./facts.ts";
import {
  confidences,
  delegationPositions,
  delegationStages,
  membershipStatuses,
  outsideReasons,
  supportModels,
} from "./kinds.ts";
import type { Description } from "./organisation.ts";
import type { Source } from "./source.ts";

/**
 * Every field that is said of something and kept, once, by name: what is hashed, backed up and compared is derived from
 * these lists. A field that is added says `since` which version of the graph's schema, and raises it by that.
 */

/** What a field holds: one of some words, or a value of a kind. A name is a text that is not empty. */
export type FieldType =
  | "code"
  | "count"
  | "day"
  | "financialYear"
  | "flag"
  | "instant"
  | "name"
  | "number"
  | "text"
  | "texts"
  | readonly string[];

interface FirstField {
  readonly type: FieldType;
  /** It is always said. What comes later cannot be: whatever is stored already does not say it. */
  readonly needed?: true;
  readonly since?: undefined;
}
interface LaterField {
  readonly type: FieldType;
  /** The version of the schema that it came with. */
  readonly since: number;
  readonly needed?: undefined;
}
/** A field of the first form, which was written down as null where it was not said; or one that came later, which is left out then. */
export type StoredField = FirstField | LaterField;
export type StoredFields = Readonly<Record<string, StoredField>>;

const said = {
  confidence: { type: confidences, needed: true },
  source: { type: "name", needed: true },
  note: { type: "text" },
} as const satisfies StoredFields;

/** Of an organisation. The order of the first fields is hashed with them. */
export const descriptionFields = {
  name: { type: "text", needed: true },
  postcode: { type: "text" },
  opened: { type: "day" },
  closed: { type: "day" },
  ...said,
  listSize: { type: "count" },
  listSizeOn: { type: "day" },
  statedPopulation: { type: "count" },
  statedPractices: { type: "count" },
  pathfinderFrom: { type: "day" },
  pathfinderWave: { type: "count" },
  statutory: { type: "flag" },
  minimumDelegatedShare: { type: "number" },
  minimumDelegatedShareFrom: { type: "day" },
  sector: { type: "text" },
  odsSubType: { type: "text" },
} as const satisfies Record<keyof Description, StoredField>;

type ClaimField = keyof Claimed | "from";

const claimFields = {
  from: { type: "code", needed: true },
  validFrom: { type: "day" },
  validTo: { type: "day" },
  assertedBy: { type: "code" },
  ...said,
} as const satisfies Record<ClaimField, StoredField>;

const to = { type: "code", needed: true } as const;
const financialYear = { type: "financialYear", needed: true } as const;
const number = { type: "number" } as const;

type MatterFields = {
  [Kind in FactKind]: Record<
    Exclude<keyof Extract<Matter, { kind: Kind }>, "kind"> | ClaimField,
    StoredField
  >;
};

/** Of a fact of each kind. */
export const factFields = {
  MEMBERSHIP: { ...claimFields, to, status: { type: membershipStatuses, needed: true } },
  OUTSIDE: { ...claimFields, to, reason: { type: outsideReasons, needed: true } },
  DELEGATION: {
    ...claimFields,
    to,
    financialYear,
    stage: { type: delegationStages, needed: true },
    amountGbp: number,
    shareOfBudget: number,
    scope: { type: "text" },
  },
  SUPPORT: {
    ...claimFields,
    to,
    services: { type: "texts", needed: true },
    model: { type: supportModels, needed: true },
    valueGbp: number,
  },
  SUCCESSION: { ...claimFields, to },
  REPORT: {
    ...claimFields,
    financialYear,
    position: { type: delegationPositions, needed: true },
    amountGbp: number,
    shareOfBudget: number,
  },
  BUDGET: { ...claimFields, financialYear, amountGbp: { type: "number", needed: true } },
} as const satisfies MatterFields;

export const sourceFields = {
  code: { type: "name", needed: true },
  title: { type: "text", needed: true },
  publisher: { type: "text", needed: true },
  published: { type: "text", needed: true },
  url: { type: "text" },
  licence: { type: "text" },
} as const satisfies Record<keyof Source, StoredField>;

/** Of pathfinders as a source counted them. */
export const pathfinderCountFields = {
  wave: { type: "name", needed: true },
  sha: { type: "code" },
  pathfinders: { type: "count" },
  runningTotal: { type: "count" },
  practices: { type: "count" },
  population: { type: "count" },
  announced: { type: "text" },
  ...said,
} as const satisfies StoredFields;

/** Of the graph itself: never written down as null, from the first form on. */
export const datasetFields = {
  referenceDate: { type: "day", since: 1 },
  from: { type: "day", since: 1 },
  to: { type: "day", since: 1 },
  financialYear: { type: "financialYear", since: 1 },
  synthetic: { type: "flag", since: 1 },
} as const satisfies StoredFields;
