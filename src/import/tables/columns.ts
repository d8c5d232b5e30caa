import { type FactKind, factKinds } from "../../model/facts.ts";
import {
  confidences,
  delegationPositions,
  delegationStages,
  membershipStatuses,
  organisationKinds,
  outsideReasons,
  supportModels,
} from "../../model/kinds.ts";

/** The columns of our own three tables: what a header may name, a template writes, and the documentation lists. */

export const tableNames = ["sources", "organisations", "facts"] as const;
export type TableName = (typeof tableNames)[number];

export interface Column {
  readonly about: string;
  /** Every row has it. */
  readonly required?: true;
  /** Its cells are dates: the first day where it is a start, the last where an end, of a month or a year alone. */
  readonly date?: "start" | "end";
  /** The only values it may have. */
  readonly values?: readonly string[];
}

const claim = {
  source: { required: true, about: "code of a source: one that the graph knows, or that this import brings" },
  confidence: { required: true, about: "how far it can be trusted", values: confidences },
  note: { about: "anything a reader should know" },
} as const satisfies Record<string, Column>;

const newSource = {
  sourceTitle: { about: "title of the source, where the graph does not know it yet" },
  publisher: { about: "who published it" },
  published: { about: "when: a day, a month, a year, or words" },
  url: { about: "where it can be read" },
  licence: { about: "under which licence" },
} as const satisfies Record<string, Column>;

export const columns = {
  sources: {
    code: { required: true, about: "code that facts cite, such as HSJ-2011-03" },
    title: { required: true, about: "its title" },
    publisher: { required: true, about: "who published it" },
    published: { required: true, about: "when: a day, a month, a year, or words" },
    url: { about: "where it can be read" },
    licence: { about: "under which licence" },
  },
  organisations: {
    kind: { required: true, about: "what it is", values: organisationKinds },
    code: { required: true, about: "ODS code, or a slug with a hyphen where ODS gave none" },
    name: { about: "its name; needed for one that is new" },
    postcode: { about: "its postcode" },
    opened: { about: "first day it existed", date: "start" },
    closed: { about: "last day it existed", date: "end" },
    listSize: { about: "registered patients of a practice" },
    listSizeOn: { about: "the day they were counted", date: "start" },
    statedPopulation: { about: "population as the source states it" },
    statedPractices: { about: "practices as the source states them" },
    pathfinderFrom: { about: "when a consortium was named a pathfinder", date: "start" },
    pathfinderWave: { about: "in which wave" },
    statutory: { about: "a clinical commissioning group", values: ["true", "false"] },
    minimumDelegatedShare: { about: "share of its budget, 0 to 1, that an SHA makes each PCT delegate" },
    minimumDelegatedShareFrom: { about: "from which day", date: "start" },
    sector: { about: 'what kind of body a support provider is, such as "private"' },
    odsSubType: { about: "ODS organisation sub-type" },
    ...claim,
    ...newSource,
  },
  facts: {
    kind: {
      required: true,
      about: "what it says",
      values: factKinds,
    },
    from: { required: true, about: "code of the organisation that it is about" },
    to: { about: "code of the other organisation" },
    validFrom: { about: "first day it holds; empty where unknown", date: "start" },
    validTo: { about: "last day it holds; empty while it does", date: "end" },
    status: { about: "of a membership", values: membershipStatuses },
    reason: { about: "why a practice is outside", values: outsideReasons },
    financialYear: { about: "such as 2011/12" },
    stage: { about: "of a delegation", values: delegationStages },
    position: { about: "what a PCT reported", values: delegationPositions },
    amountGbp: { about: "pounds; empty where the source gives none" },
    shareOfBudget: { about: "of the PCT's budget, 0 to 1" },
    scope: { about: "what is delegated" },
    services: { about: "what is provided, with semicolons between" },
    model: { about: "how support is provided", values: supportModels },
    valueGbp: { about: "pounds over the whole contract" },
    assertedBy: { about: "code of the organisation whose claim it is" },
    ...claim,
    ...newSource,
  },
} as const satisfies Record<TableName, Record<string, Column>>;

/** The columns that each kind of fact has beside those of every fact: those that every row needs, and others. */
export const matterColumns = {
  MEMBERSHIP: { required: ["to", "status"], optional: [] },
  OUTSIDE: { required: ["to", "reason"], optional: [] },
  DELEGATION: {
    required: ["to", "financialYear", "stage"],
    optional: ["amountGbp", "shareOfBudget", "scope"],
  },
  SUPPORT: { required: ["to", "services", "model"], optional: ["valueGbp"] },
  SUCCESSION: { required: ["to", "validFrom"], optional: [] },
  REPORT: {
    required: ["validFrom", "position", "financialYear"],
    optional: ["amountGbp", "shareOfBudget"],
  },
  BUDGET: { required: ["validFrom", "financialYear", "amountGbp"], optional: [] },
} as const satisfies Record<FactKind, { required: readonly FactColumn[]; optional: readonly FactColumn[] }>;
export type FactColumn = keyof typeof columns.facts;

/** The definition of a column by its name. */
export const columnOf = (table: TableName, name: string): Column | undefined =>
  (columns[table] as Readonly<Record<string, Column>>)[name];
