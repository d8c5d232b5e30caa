/** Where each column that is read lies in a file of ODS (NHS Organisation Data Service), counted from 0. */
export interface OdsLayout<Column extends string> {
  readonly columns: number;
  readonly at: Readonly<Record<Column, number>>;
}

/** epraccur.csv, "GP practices and prescribing cost centres". */
export const practicesLayout = {
  columns: 27,
  at: {
    code: 0,
    name: 1,
    postcode: 9,
    opened: 10,
    closed: 11,
    status: 12,
    subType: 13,
    parent: 14,
    joined: 15,
    left: 16,
    prescribingSetting: 25,
  },
} as const satisfies OdsLayout<string>;

/** epcmem.csv, the whole history of "practice memberships". */
export const membershipsLayout = {
  columns: 6,
  at: { practice: 0, parent: 1, parentType: 2, joined: 3, left: 4 },
} as const satisfies OdsLayout<string>;

export const layouts: Readonly<Record<FileKind, OdsLayout<string>>> = {
  practices: practicesLayout,
  memberships: membershipsLayout,
};

/** The sources that the facts of each file cite. */
export const odsSources = {
  practices: {
    code: "EPRACCUR",
    title: "ODS GP practices and prescribing cost centres (epraccur)",
  },
  memberships: { code: "EPCMEM", title: "ODS GP practice memberships (epcmem)" },
} as const;
export type FileKind = keyof typeof odsSources;
