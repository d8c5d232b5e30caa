import { statementFields } from "./description.ts";
import type { StoredFields, ValuesOf } from "./field.ts";

/** What is said of sources, of pathfinders as they were counted, and of the graph itself. */

export const sourceFields = {
  code: { type: "name", needed: true, meaning: "code that facts cite, such as HSJ-2011-03" },
  title: { type: "text", needed: true, meaning: "its title" },
  publisher: { type: "text", needed: true, meaning: "who published it" },
  published: { type: "text", needed: true, meaning: "when: a day, a month, a year, or words" },
  url: { type: "text", meaning: "where it can be read" },
  licence: { type: "text", meaning: "under which licence" },
  covers: {
    type: "texts",
    since: 5,
    meaning:
      'what it tells all there is to tell of, such as "MEMBERSHIP of PRACTICE in CONSORTIUM 2013-04-01/.."; ".." is no bound',
  },
  /** The revision that brought `covers`: it counts from that one on. */
  coversAddedIn: { type: "count", since: 5 },
} as const satisfies StoredFields;
export type Source = ValuesOf<typeof sourceFields>;

/** Of pathfinders as a source counted them. */
export const pathfinderCountFields = {
  wave: { type: "name", needed: true },
  sha: { type: "code" },
  pathfinders: { type: "count" },
  runningTotal: { type: "count" },
  practices: { type: "count" },
  population: { type: "count" },
  announced: { type: "text" },
  ...statementFields,
} as const satisfies StoredFields;

/** Of the graph itself: never written down as null, from the first form on. */
export const datasetFields = {
  referenceDate: { type: "day", since: 1 },
  from: { type: "day", since: 1 },
  to: { type: "day", since: 1 },
  financialYear: { type: "financialYear", since: 1 },
  synthetic: { type: "flag", since: 1 },
} as const satisfies StoredFields;
