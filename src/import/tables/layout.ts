import { z } from "zod";
import type { Expected } from "../../model/shape-faults.ts";
import { tableNames } from "./columns.ts";

/**
 * How the columns of somebody else's file make columns of ours: data, so that another year's file is another layout and
 * no code. A file with our own header needs none.
 */

/** A column of the file: its name in the header, or its place, counted from 1, where there is no header. */
const column = z.union([z.string().min(1), z.int().positive()]);

const cell = z.union([
  z.strictObject({ constant: z.string() }),
  /** The sum of some columns of numbers, such as one for each band of ages. */
  z.strictObject({ sum: z.array(column).min(2) }),
  z.strictObject({
    column,
    /** What each value of the file stands for; any other is a fault. */
    values: z.record(z.string(), z.string()).optional(),
    /** The column holds a name: our code is its slug with this ending, such as "cluster". */
    slug: z
      .string()
      .regex(/^[a-z]+$/)
      .optional(),
    /** Stands before what the cell says, such as "ODS reason". */
    prefix: z.string().min(1).optional(),
  }),
]);

/** A regular expression of JavaScript. */
const pattern = z.string().min(1).refine(isPattern, "a regular expression such as ^[A-Z].{0,2}$");
function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** A cell has one of some values, in any case, or is a list of values with bars between that has one. */
const condition = z.strictObject({ column, in: z.array(z.string()).min(1) });
/** A cell fits a pattern. */
const likeness = z.strictObject({ column, like: pattern });

const source = z.strictObject({
  code: z.string().min(1),
  title: z.string().min(1),
  publisher: z.string().min(1),
  published: z.string().min(1),
  url: z.string().nullable().default(null),
  licence: z.string().nullable().default(null),
});

export const layoutSchema = z.strictObject({
  about: z.string().min(1),
  table: z.enum(tableNames),
  /** The columns of the file: their names in the header, in any order, or how many there are without one. */
  columns: z.union([z.array(z.string().min(1)).min(1), z.int().positive()]),
  /**
   * Where there is no header, what columns are called where somebody put one on top (in small letters, nothing else
   * between them), and at which places they may stand, counted from 1: a file with others there is refused.
   */
  headings: z.array(z.strictObject({ like: pattern, at: z.array(z.int().positive()).min(1) })).default([]),
  /** Rows that fulfil all conditions of one of these are ignored, by its name. */
  leave: z
    .array(z.strictObject({ rule: z.string().min(1), where: z.array(z.union([condition, likeness])).min(1) }))
    .default([]),
  /** Rows with any other value in these columns are ignored. */
  only: z.array(condition.extend({ rule: z.string().min(1).optional() })).default([]),
  /** The file tells of many bodies that the graph does not hold: rows that name one are ignored, not rejected. */
  bodies: z.literal("known").optional(),
  /** Each such file is an edition: its names and postcodes hold from its publication on. */
  editions: z.literal(true).optional(),
  /** Of counts of patients: for how many months from its day a file counts, 3 where there is one a quarter; for the day alone where absent. */
  months: z.int().positive().optional(),
  /** Ours from theirs. */
  cells: z.record(z.string(), cell),
  /** The source that the rows cite, recorded where the graph does not know it. */
  source: source.optional(),
});
export type Layout = z.infer<typeof layoutSchema>;
export type LayoutCell = z.infer<typeof cell>;
export type LayoutColumn = z.infer<typeof column>;

/** A layout of the fewest words. */
export const exampleLayout =
  '{"about": "Practices of our locality", "table": "organisations", "columns": ["Code", "Name"], "cells": {"kind": {"constant": "PRACTICE"}, "code": {"column": "Code"}, "name": {"column": "Name"}}}';

const aColumn = 'the name of a column in the header, such as "Code", or its place counted from 1, such as 2';
const aPattern = "a regular expression such as ^[A-Z].{0,2}$";
const someValues = 'some values, such as ["GP"]';
const aCondition = `{"column": "Type", "in": ["GP"]}`;

/** What a layout has at each place, for whoever writes one. */
export const expectedOfLayout: Expected = {
  "": `an object with ${Object.keys(layoutSchema.shape).join(", ")} alone, such as ${exampleLayout}`,
  about: 'what the file is, in a sentence, such as "Practices of our locality"',
  table: `one of ${tableNames.join(", ")}, such as "facts"`,
  columns:
    'the names of the columns in the header, such as ["Code", "Name"], or how many there are without one, such as 5',
  "columns.*": 'the name of a column, such as "Code"',
  headings: 'a list, such as [{"like": "^code$", "at": [1]}]',
  "headings.*": 'how a column is called and where it may stand, such as {"like": "^code$", "at": [1]}',
  "headings.*.like": aPattern,
  "headings.*.at": "places counted from 1, such as [1]",
  "headings.*.at.*": "a place counted from 1, such as 1",
  leave: `a list of rules, such as [{"rule": "not a practice", "where": [${aCondition}]}]`,
  "leave.*": `a rule with its conditions, such as {"rule": "not a practice", "where": [${aCondition}]}`,
  "leave.*.rule": 'its name, such as "not a practice"',
  "leave.*.where": `conditions, such as [${aCondition}]`,
  "leave.*.where.*": `${aCondition}, or {"column": "Code", "like": "^[A-Z].{0,2}$"} with ${aPattern}`,
  only: `a list of conditions, such as [${aCondition}]`,
  "only.*": `a condition, such as ${aCondition}`,
  "only.*.column": aColumn,
  "only.*.in": someValues,
  "only.*.in.*": 'a value as text, such as "GP"',
  "only.*.rule": 'the name of the rule, such as "not a practice"',
  bodies: '"known", or nothing',
  editions: "true, or nothing",
  months: "for how many months a file counts, such as 3",
  cells: 'our columns from theirs, such as {"kind": {"constant": "PRACTICE"}, "code": {"column": "Code"}}',
  "cells.*":
    '{"constant": "PRACTICE"}, {"column": "Code"} (with "values", "slug" or "prefix" beside it where they are needed) or {"sum": ["Men", "Women"]}',
  source:
    'code, title, publisher and published, and where there are url and licence, such as {"code": "LOCALITY-2011", "title": "Register of practices", "publisher": "Locality office", "published": "2011-06"}',
  "source.*": 'text, such as "LOCALITY-2011"',
};
