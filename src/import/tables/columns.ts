import { confidences, organisationKinds } from "../../model/kinds.ts";
import {
  type AmongKinds,
  detailFields,
  payloadFieldsAmong,
  payloadFieldsOf,
} from "../../vocabulary/derive.ts";
import { descriptionFields } from "../../vocabulary/description.ts";
import { claimFields, datedKinds, factKinds, isOfOne } from "../../vocabulary/fact.ts";
import { byName, type FieldType, type StoredField } from "../../vocabulary/field.ts";
import { sourceFields } from "../../vocabulary/others.ts";

/** The columns of our own four tables: what a header may name, a template writes, and the documentation lists. */

export const tableNames = ["sources", "organisations", "counts", "facts"] as const;
export type TableName = (typeof tableNames)[number];

export interface ImportColumn {
  readonly about: string;
  /** Every row has it. */
  readonly required?: true;
  /** Its cells are dates: the first day where it is a start, the last where an end, of a month or a year alone. */
  readonly date?: "start" | "end";
  /** The only values it may have. */
  readonly values?: readonly string[];
}

/** How a cell of some types is written. */
const hints: Readonly<Partial<Record<Extract<FieldType, string>, string>>> = {
  financialYear: ", such as 2011/12",
  texts: ", with semicolons between",
};

/** A column from the field that it fills. */
const columnFor = (
  { type, meaning = "" }: StoredField,
  more: Pick<ImportColumn, "required" | "date"> = {},
): ImportColumn => ({
  about: meaning + (typeof type === "string" ? (hints[type] ?? "") : ""),
  ...(typeof type === "string" ? {} : { values: type }),
  ...(type === "flag" ? { values: ["true", "false"] } : {}),
  ...(type === "day" ? { date: "start" } : {}),
  ...more,
});

/** What a column means of each kind of fact. */
const meaningOf = (meanings: AmongKinds["meanings"]): string =>
  meanings.map(({ kinds, meaning }) => `${kinds.join(", ")}: ${meaning}`).join("; ");

const claim = {
  source: { required: true, about: "code of a source: one that the graph knows, or that this import brings" },
  confidence: { required: true, about: "how far it can be trusted", values: confidences },
  note: { about: "anything a reader should know" },
} as const satisfies Record<string, ImportColumn>;

const newSource = {
  sourceTitle: { about: "title of the source, where the graph does not know it yet" },
  publisher: { about: "who published it" },
  published: { about: "when: a day, a month, a year, or words" },
  url: { about: "where it can be read" },
  licence: { about: "under which licence" },
} as const satisfies Record<string, ImportColumn>;

export const columns = {
  sources: {
    code: { required: true, about: "code that facts cite, such as HSJ-2011-03" },
    title: { required: true, about: "its title" },
    publisher: { required: true, about: "who published it" },
    published: { required: true, about: "when: a day, a month, a year, or words" },
    url: { about: "where it can be read" },
    licence: { about: "under which licence" },
    covers: columnFor(sourceFields.covers),
  },
  organisations: {
    kind: { required: true, about: "what it is", values: organisationKinds },
    code: { required: true, about: "ODS code, or a slug with a hyphen where ODS gave none" },
    name: { about: "its name; needed for one that is new" },
    ...Object.fromEntries(
      detailFields.map(([name, field]) => [name, columnFor(field, name === "closed" ? { date: "end" } : {})]),
    ),
    ...claim,
    ...newSource,
  },
  counts: {
    kind: { about: "what it is: only practices are counted", values: ["PRACTICE"] },
    code: { required: true, about: "ODS code of the practice, whether or not the graph holds it yet" },
    listSize: { ...columnFor(descriptionFields.listSize), required: true },
    listSizeOn: { ...columnFor(descriptionFields.listSizeOn), required: true },
    source: claim.source,
    confidence: claim.confidence,
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
    ...Object.fromEntries(
      payloadFieldsAmong(factKinds).map(({ name, field, meanings }) => [
        name,
        { ...columnFor(field), ...(meanings.length > 1 ? { about: meaningOf(meanings) } : {}) },
      ]),
    ),
    assertedBy: columnFor(claimFields.assertedBy),
    ...claim,
    ...newSource,
  },
} as const satisfies Record<TableName, Readonly<Record<string, ImportColumn>>>;

/** The columns that each kind of fact has beside those of every fact: those that every row needs, and others. */
export const payloadColumns = byName(factKinds, (kind) => {
  const payload = payloadFieldsOf(kind);
  const names = (needed: boolean) =>
    payload.filter(([, field]) => Boolean(field.needed) === needed).map(([name]) => name);
  const ends = isOfOne(kind) ? [] : ["to"];
  const first = datedKinds.includes(kind) ? ["validFrom"] : [];
  return { required: [...ends, ...first, ...names(true)], optional: names(false) };
});

/** The definition of a column by its name. */
export const columnOf = (table: TableName, name: string): ImportColumn | undefined =>
  (columns[table] as Readonly<Record<string, ImportColumn>>)[name];
