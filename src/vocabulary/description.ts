import { confidences, type OrganisationKind } from "../model/kinds.ts";
import type { StoredField, StoredFields, ValuesOf } from "./field.ts";

/** What is said of an organisation itself. A later belief replaces it, and the earlier one is kept with its record time. */

interface OfOrganisation {
  /** The kinds that have it; all where absent. */
  readonly of?: readonly OrganisationKind[];
  /** Not given by curators, only by imports. */
  readonly curated?: false;
  /** What it means that it is not said, in a word. */
  readonly absent?: string;
}
export type DescriptionField = StoredField & OfOrganisation;

/** What stands behind every statement. */
export const statementFields = {
  confidence: { type: confidences, needed: true, meaning: "how far it can be trusted; SYNTHETIC is made up" },
  source: { type: "name", needed: true, meaning: "code of the source that says so" },
  note: { type: "text", meaning: "what else is to be known" },
} as const satisfies StoredFields;

const stated = ["CONSORTIUM", "PCT", "CLUSTER", "SHA"] as const;

/** The order of the first fields is hashed with them: a new field is added at the end, with `since`. */
export const descriptionFields = {
  name: { type: "text", needed: true, meaning: "its name" },
  postcode: {
    type: "text",
    meaning: "its postcode",
    answered: "Postcode; null where none is known.",
    filtered: "postcode; startsWith an outcode for an area",
  },
  opened: {
    type: "day",
    meaning: "first day it existed",
    absent: "unknown",
    answered: "First day it existed; null where unknown.",
    filtered: "first day it existed",
  },
  closed: {
    type: "day",
    meaning: "last day it existed",
    absent: "open",
    answered: "Last day it existed; null while open.",
    filtered: "last day it existed",
  },
  ...statementFields,
  note: { ...statementFields.note, answered: "What else is to be known about this description." },
  listSize: {
    type: "count",
    of: ["PRACTICE"],
    meaning: "registered patients of a practice",
    answered:
      "Registered patients, by the latest count on or before the as-of date, else the first after it; null where not counted.",
    filtered: "registered patients",
  },
  listSizeOn: {
    type: "day",
    of: ["PRACTICE"],
    meaning: "the day they were counted",
    answered: "Day they were counted.",
    filtered: "day the registered patients were counted",
  },
  statedPopulation: {
    type: "count",
    of: stated,
    meaning: "population as the source states it",
    answered: "Population or registered patients as its source states them; never computed from the graph.",
  },
  statedPractices: {
    type: "count",
    of: stated,
    meaning: "number of practices as the source states it",
    answered: "Number of practices as its source states it; never computed from the graph.",
  },
  pathfinderFrom: { type: "day", of: ["CONSORTIUM"], meaning: "when a consortium was named a pathfinder" },
  pathfinderWave: { type: "count", of: ["CONSORTIUM"], meaning: "in which wave" },
  statutory: {
    type: "flag",
    of: ["CONSORTIUM"],
    meaning: "whether a consortium is one by statute: a CCG",
  },
  minimumDelegatedShare: {
    type: "share",
    of: ["SHA"],
    meaning: "the share of its budget that an SHA makes each of its PCTs delegate, 0 to 1",
  },
  minimumDelegatedShareFrom: { type: "day", of: ["SHA"], meaning: "from which day" },
  sector: {
    type: "text",
    of: ["SUPPORT_PROVIDER"],
    meaning: "what kind of body a support provider is, such as NHS or private",
    filtered: "what kind of body it is",
  },
  odsSubType: {
    type: "text",
    of: ["PRACTICE"],
    meaning: "ODS organisation sub-type: B, it has a parent organisation; Z, it has none",
    curated: false,
  },
  describedOn: {
    type: "day",
    meaning: "the day of the edition that first shows it so",
    answered:
      "The day of the edition that first shows it so; it may be later than asOf, where no earlier edition is known. Null: of no edition.",
    curated: false,
    since: 5,
  },
  statedPopulationOn: {
    type: "day",
    of: stated,
    since: 5,
    meaning: "the day that this population is of",
    answered: "Day that its population is of; of a quarter the first; null where its source does not say.",
  },
  runningCostAllowanceGbp: {
    type: "pounds",
    of: ["CONSORTIUM"],
    since: 5,
    meaning: "pounds a year that a CCG was allowed for running itself, as published before it began",
    answered:
      "Pounds a year that a CCG was allowed for running itself, as published in 2012: what became of the management allowance; null where none is known.",
  },
  listSizeSource: {
    type: "name",
    of: ["PRACTICE"],
    meaning: "code of the source that counted its patients",
    absent: "the source of the rest",
    curated: false,
    since: 5,
  },
  listSizeConfidence: {
    type: confidences,
    of: ["PRACTICE"],
    meaning: "how far that count can be trusted",
    absent: "as far as the rest",
    curated: false,
    since: 5,
  },
} as const satisfies Readonly<Record<string, DescriptionField>>;

export type Description = ValuesOf<typeof descriptionFields>;
export type DescriptionColumn = keyof Description;
