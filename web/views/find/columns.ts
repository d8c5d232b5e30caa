import type { Step } from "./conditions.ts";
import {
  inWordsOf,
  isLeaf,
  isList,
  isOrganisation,
  type ListField,
  nameOf,
  type Vocabulary,
} from "./vocabulary.ts";
import type { SchemaField } from "./vocabulary-query.ts";

/** A column of the address: a way through the fields of a row, such as ["pct", "cluster"] or ["budget", "amountGbp"]. */
export type ColumnPath = readonly string[];

/** A row as it came: whatever was asked of it. */
export type FoundRow = Readonly<Record<string, unknown>>;

/** How far columns lead from a row. */
const maxLinks = 2;

/** The fields of an object that can be shown: those that need no argument. */
function fieldsOf(vocabulary: Vocabulary, type: string): readonly SchemaField[] {
  return (vocabulary.get(type)?.fields ?? []).filter(({ args, name }) => {
    const isNeeded = args.some(({ type: of }) => of.kind === "NON_NULL");
    return !isNeeded && !hidden.has(name);
  });
}

/** Ids for machines, and the day, which is the page's own; what a list holds is told by how many it has. */
const hidden = new Set(["id", "factId", "asOf", "nodes", "edges", "pageInfo", "history", "memberships"]);

function fieldAt(vocabulary: Vocabulary, row: string, path: ColumnPath): SchemaField | undefined {
  let field: SchemaField | undefined;
  let type = row;
  for (const name of path) {
    field = fieldsOf(vocabulary, type).find((each) => each.name === name);
    if (!field) return undefined;
    type = nameOf(field.type);
  }
  return field;
}

/** What can be chosen next on the way to a column; none where it ends. */
export function columnStepsFrom(vocabulary: Vocabulary, row: string, path: ColumnPath): readonly Step[] {
  const field = fieldAt(vocabulary, row, path);
  const type = path.length === 0 ? row : field && nameOf(field.type);
  if (type === undefined || isLeaf(vocabulary, type)) return [];
  return fieldsOf(vocabulary, type)
    .filter((each) => path.length < maxLinks || isLeaf(vocabulary, nameOf(each.type)))
    .filter((each) => columnEndsAt(vocabulary, row, [...path, each.name]) || path.length < maxLinks)
    .map(({ name, description }) => ({ name, label: inWordsOf(name), meaning: description ?? "" }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** Whether a way leads to something that can be shown: a value, or an organisation by its name. */
export function columnEndsAt(vocabulary: Vocabulary, row: string, path: ColumnPath): boolean {
  const field = path.length > 0 && path.length <= maxLinks + 1 ? fieldAt(vocabulary, row, path) : undefined;
  if (!field) return false;
  const type = nameOf(field.type);
  return isLeaf(vocabulary, type) || isOrganisation(vocabulary, type);
}

/** Whether a column shows one of a few states, such as NO_CLEAR_PLANS: those are told in words, a code as it is. */
export function isStateAt(vocabulary: Vocabulary, row: string, path: ColumnPath): boolean {
  const field = fieldAt(vocabulary, row, path);
  return field !== undefined && vocabulary.get(nameOf(field.type))?.kind === "ENUM";
}

/** What a row shows where the address chooses nothing: name and code, what it belongs to, its states and counts, its source. */
export function defaultColumns(vocabulary: Vocabulary, { row }: ListField): readonly ColumnPath[] {
  const fields = fieldsOf(vocabulary, row).filter(({ type }) => !isList(type));
  const named = (wanted: (field: SchemaField) => boolean) => fields.filter(wanted).map(({ name }) => [name]);
  const kindOf = ({ type }: SchemaField) => vocabulary.get(nameOf(type))?.kind;
  const paths = [
    ...named(({ name }) => name === "name" || name === "code").reverse(),
    ...named(({ type }) => isOrganisation(vocabulary, nameOf(type))),
    ...named((field) => kindOf(field) === "ENUM" && field.name !== "kind" && field.name !== "confidence"),
    ...named(({ type }) => ["Int", "Float"].includes(nameOf(type))),
    ...named(({ type }) => nameOf(type) === "Boolean"),
  ];
  const last: readonly ColumnPath[] = [["confidence"], ["source", "title"]];
  return [...paths.slice(0, 10), ...last.filter((path) => columnEndsAt(vocabulary, row, path))];
}

export const columnTitle = (path: ColumnPath): string => {
  const words = path
    .map(inWordsOf)
    .join(", ")
    .replace(/, name$|, total count$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The fields that a query has to ask for some columns. */
export function selectionOf(vocabulary: Vocabulary, row: string, paths: readonly ColumnPath[]): string {
  const byFirst = new Map<string, ColumnPath[]>();
  for (const [first, ...rest] of paths) {
    if (first !== undefined) byFirst.set(first, [...(byFirst.get(first) ?? []), rest]);
  }
  const needed = isOrganisation(vocabulary, row) ? ["code", "asOf", "name", "confidence"] : [];
  const asked = [...byFirst].flatMap(([name, rests]) => {
    const field = fieldsOf(vocabulary, row).find((each) => each.name === name);
    if (!field || needed.includes(name)) return [];
    const type = nameOf(field.type);
    if (isLeaf(vocabulary, type)) return [name];
    const count =
      field.args.some((argument) => argument.name === "first") && isCounted(rests) ? "(first: 0)" : "";
    return [
      `${name}${count} { ${selectionOf(
        vocabulary,
        type,
        rests.filter(({ length }) => length > 0),
      )} }`,
    ];
  });
  return [...needed, ...asked].join(" ");
}

/** Of a list that is only counted no row is fetched. */
const isCounted = (rests: readonly ColumnPath[]): boolean =>
  rests.every(([first]) => first === "totalCount" || first === "totalPatients");

/**
 * A value of a row: text, a number, or an organisation; several where the way leads through a list. None where it is not
 * known: what the graph holds nothing of is counted as 0, and nobody knows that there is none.
 */
export const valuesAt = (row: unknown, path: ColumnPath): readonly unknown[] =>
  foundAt(row, path).filter((value) => value !== 0 || !countsOfMembers.has(path.at(-1) ?? ""));

/** Counts of what the graph holds of others. */
const countsOfMembers = new Set(["totalCount", "totalPatients", "patients"]);

function foundAt(row: unknown, path: ColumnPath): readonly unknown[] {
  if (row === null || row === undefined) return [];
  if (Array.isArray(row)) return row.flatMap((each) => foundAt(each, path));
  const [first, ...rest] = path;
  if (first === undefined) return [row];
  return typeof row === "object" ? foundAt((row as FoundRow)[first], rest) : [];
}

/** Whether an answer holds what a column shows: one that was asked before the column was chosen does not. */
export function isAnswered(row: unknown, path: ColumnPath): boolean {
  if (row === undefined) return false;
  const [first, ...rest] = path;
  if (row === null || first === undefined) return true;
  if (Array.isArray(row)) return row.every((each) => isAnswered(each, path));
  return typeof row === "object" && isAnswered((row as FoundRow)[first], rest);
}
