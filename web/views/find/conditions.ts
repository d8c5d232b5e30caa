import { inWordsOf, isLeaf, isList, nameOf, type Vocabulary } from "./vocabulary.ts";
import type { SchemaInput } from "./vocabulary-query.ts";

/** A condition of the address: a way through the API's filters, such as "pcts.some.position.eq", and a value as text. */
export interface Condition {
  readonly path: readonly string[];
  /** Empty where the way ends at a filter of rows, which is then asked for with nothing in it: {}. */
  readonly value: string;
}

/** How far conditions lead from a body: to what it is linked to, and to what that is linked to. */
const maxHops = 2;

export function readCondition(text: string): Condition {
  const at = text.indexOf("=");
  const [path, value] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
  return { path: path.split(".").filter(Boolean), value };
}

export const conditionText = ({ path, value }: Condition): string => `${path.join(".")}=${value}`;

/** What can be said next on the way. */
export interface Step {
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
}

/** The fields of an input type that may follow; conditions are joined by the bar, and lead no further than two links. */
export function stepsFrom(vocabulary: Vocabulary, where: string, path: readonly string[]): readonly Step[] {
  const type = typeAt(vocabulary, where, path);
  if (type === undefined || isLeaf(vocabulary, type)) return [];
  const hops = hopsOf(vocabulary, where, path);
  return (vocabulary.get(type)?.inputFields ?? [])
    .filter(({ name }) => !joins.has(name))
    .filter((field) => hops < maxHops || !isLink(vocabulary, nameOf(field.type)))
    .map(stepOf)
    .sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
}

const joins = new Set(["AND", "OR", "NOT"]);
const stepOf = ({ name, description }: SchemaInput): Step => ({
  name,
  label: operators.get(name) ?? inWordsOf(name),
  meaning: description ?? "",
});
/** Operators stand in the order in which they are listed here, after nothing and before all fields. */
const rank = ({ name }: Step): number => {
  const at = [...operators.keys()].indexOf(name);
  return at < 0 ? operators.size : at;
};

/** Operators as words; what the API adds stands under its own name. */
const operators = new Map([
  ["eq", "is"],
  ["not", "is not"],
  ["in", "is one of"],
  ["contains", "contains"],
  ["startsWith", "begins with"],
  ["gt", "is more than"],
  ["gte", "is at least"],
  ["lt", "is less than"],
  ["lte", "is at most"],
  ["isNull", "is not known"],
  ["exists", "is there"],
  ["some", "at least one"],
  ["every", "every one"],
  ["none", "none"],
]);

/** The type that a way leads to; undefined where the schema knows no such way. */
export function typeAt(vocabulary: Vocabulary, where: string, path: readonly string[]): string | undefined {
  return path.reduce<string | undefined>((type, name) => {
    const field = vocabulary.get(type ?? "")?.inputFields?.find((each) => each.name === name);
    return field && nameOf(field.type);
  }, where);
}

function fieldAt(vocabulary: Vocabulary, where: string, path: readonly string[]): SchemaInput | undefined {
  const parent = typeAt(vocabulary, where, path.slice(0, -1));
  return vocabulary.get(parent ?? "")?.inputFields?.find(({ name }) => name === path.at(-1));
}

/** A filter of other bodies or facts: whatever holds further filters. */
function isLink(vocabulary: Vocabulary, type: string): boolean {
  const fields = vocabulary.get(type)?.inputFields ?? [];
  return fields.some((field) => !isLeaf(vocabulary, nameOf(field.type)));
}

function hopsOf(vocabulary: Vocabulary, where: string, path: readonly string[]): number {
  const links = path.filter((name, index) => {
    if (quantifiers.has(name)) return false;
    const type = typeAt(vocabulary, where, path.slice(0, index + 1));
    return type !== undefined && isLink(vocabulary, type);
  });
  return links.length;
}

const quantifiers = new Set(["some", "every", "none"]);

/** What a value has to be: the type's name, its enumeration where it is one, and whether several are given. */
export interface ValueKind {
  readonly type: string;
  readonly values: readonly string[];
  readonly isList: boolean;
}

/** Undefined where the way does not end at a value. */
export function valueKindAt(
  vocabulary: Vocabulary,
  where: string,
  path: readonly string[],
): ValueKind | undefined {
  const field = fieldAt(vocabulary, where, path);
  if (!field || !isLeaf(vocabulary, nameOf(field.type))) return undefined;
  const type = nameOf(field.type);
  const values = (vocabulary.get(type)?.enumValues ?? []).map(({ name }) => name);
  return { type, values, isList: isList(field.type) };
}

/** Whether a way may end here without a value: "none of its PCTs", "at least one consortium". */
export function mayEndAt(path: readonly string[]): boolean {
  return quantifiers.has(path.at(-1) ?? "");
}

/** All conditions as the API's own `where`; those that the schema does not know are left out and named. */
export function conditionsWhere(vocabulary: Vocabulary, where: string, conditions: readonly Condition[]) {
  const read = conditions.map((condition) => ({
    condition,
    fits: fits(vocabulary, where, condition),
  }));
  const known = read.filter(({ fits }) => fits).map(({ condition }) => nested(vocabulary, where, condition));
  const unknown = read.filter(({ fits }) => !fits).map(({ condition }) => condition);
  return { where: known.length === 1 ? (known[0] ?? {}) : known.length === 0 ? {} : { AND: known }, unknown };
}

function fits(vocabulary: Vocabulary, where: string, { path, value }: Condition): boolean {
  if (path.length === 0) return false;
  const kind = valueKindAt(vocabulary, where, path);
  if (!kind) return value === "" && mayEndAt(path) && typeAt(vocabulary, where, path) !== undefined;
  const values = kind.isList ? value.split(",") : [value];
  return values.every((each) => isValue(kind, each.trim()));
}

function isValue({ type, values }: ValueKind, text: string): boolean {
  if (values.length > 0) return values.includes(text);
  if (type === "Boolean") return text === "true" || text === "false";
  if (type === "Int") return /^-?\d+$/.test(text);
  return type === "Float" ? text !== "" && Number.isFinite(Number(text)) : text !== "";
}

function nested(vocabulary: Vocabulary, where: string, { path, value }: Condition): object {
  const kind = valueKindAt(vocabulary, where, path);
  const innermost: unknown = kind ? parsed(kind, value) : {};
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), innermost) as object;
}

function parsed({ isList: isMany, type }: ValueKind, text: string): unknown {
  const one = (each: string) => {
    if (type === "Boolean") return each === "true";
    return type === "Int" || type === "Float" ? Number(each) : each;
  };
  return isMany ? text.split(",").map((each) => one(each.trim())) : one(text.trim());
}

/** A condition in words: "cluster: has delegated budget: no". */
export function inSentence({ path, value }: Condition): string {
  if (path.at(-1) === "isNull" && value === "false")
    return `${path.slice(0, -1).map(inWordsOf).join(" ")} is known`;
  const words = path.map((name) => operators.get(name) ?? inWordsOf(name)).join(" ");
  const said = value === "true" ? "yes" : value === "false" ? "no" : value.replaceAll(",", ", ");
  return said === "" ? words : `${words}: ${/^[A-Z_, ]+$/.test(said) ? inWordsOf(said) : said}`;
}
