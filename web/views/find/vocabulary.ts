import type { SchemaField, SchemaType, TypeRef, VocabularyData } from "./vocabulary-query.ts";

/** The schema by the names of its types. */
export type Vocabulary = ReadonlyMap<string, SchemaType>;

export const vocabularyOf = ({ __schema }: VocabularyData): Vocabulary =>
  new Map(__schema.types.map((type) => [type.name, type]));

/** The name within lists and non-nulls. */
export function nameOf(type: TypeRef): string {
  return type.ofType ? nameOf(type.ofType) : (type.name ?? "");
}

export function isList(type: TypeRef): boolean {
  return type.kind === "LIST" || (type.kind === "NON_NULL" && Boolean(type.ofType && isList(type.ofType)));
}

/** A list of the API that filters and sorts, such as practices. */
export interface ListField {
  /** As the root has it: "practices". */
  readonly name: string;
  readonly description: string;
  /** The input types by which it filters and sorts, such as PracticeWhere. */
  readonly where: string;
  readonly order: string;
  /** The type of its rows, such as Practice, and of a page of them. */
  readonly row: string;
  readonly connection: string;
}

/** Every list of the root that takes `where` and `orderBy`; what the API adds to them is in it. */
export function listsOf(vocabulary: Vocabulary): readonly ListField[] {
  const fields = vocabulary.get("Query")?.fields ?? [];
  return fields.flatMap((field) => {
    const list = listOf(vocabulary, field);
    return list ? [list] : [];
  });
}

function listOf(vocabulary: Vocabulary, field: SchemaField): ListField | undefined {
  const argument = (name: string) => field.args.find((each) => each.name === name)?.type;
  const [where, order] = [argument("where"), argument("orderBy")];
  const connection = nameOf(field.type);
  const nodes = vocabulary.get(connection)?.fields?.find(({ name }) => name === "nodes");
  if (!where || !order || !nodes) return undefined;
  return {
    name: field.name,
    description: field.description ?? "",
    where: nameOf(where),
    order: nameOf(order),
    row: nameOf(nodes.type),
    connection,
  };
}

/** Whether a type is told by a value alone. */
export function isLeaf(vocabulary: Vocabulary, type: string): boolean {
  const kind = vocabulary.get(type)?.kind;
  return kind === "SCALAR" || kind === "ENUM";
}

/** Whether a type stands for an organisation, whose name can be shown and leads to its page. */
export function isOrganisation(vocabulary: Vocabulary, type: string): boolean {
  const found = vocabulary.get(type);
  return type === "Organisation" || Boolean(found?.interfaces?.some(({ name }) => name === "Organisation"));
}

/** By which words its order field sorts, such as LIST_SIZE. */
export function ordersOf(vocabulary: Vocabulary, { order }: ListField): readonly string[] {
  const field = vocabulary.get(order)?.inputFields?.find(({ name }) => name === "field");
  return field ? (vocabulary.get(nameOf(field.type))?.enumValues ?? []).map(({ name }) => name) : [];
}

/** A name of the schema as words: "hasDelegatedBudget" as "has delegated budget", "pctCount" as "PCT count". */
export function inWordsOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s_]+/);
  return words.map((word) => abbreviations.get(word) ?? word).join(" ");
}

const abbreviations = new Map([
  ["pct", "PCT"],
  ["pcts", "PCTs"],
  ["sha", "SHA"],
  ["shas", "SHAs"],
  ["gbp", "in pounds"],
  ["ods", "ODS"],
  ["url", "address"],
]);
