import { gql, type TypedDocumentNode } from "urql";
import type { datasetQuery } from "../../graphql/dataset-fields.ts";
import type { ResultOf } from "../../graphql/graphql.ts";
import type { RowPage } from "../../graphql/use-pages.ts";
import { type ColumnPath, type FoundRow, selectionOf } from "./columns.ts";
import { isLeaf, type ListField, nameOf, type Vocabulary } from "./vocabulary.ts";

/** What a list is asked. */
export interface FindQuestion extends Record<string, unknown> {
  readonly asOf: string | null;
  readonly knownAt: string | null;
  readonly atRevision: number | null;
  readonly where: object;
  readonly orderBy: readonly object[] | null;
}

/** A page of a list: its rows, and its totals by the names that the API gives them. */
export type FoundPage = RowPage<FoundRow> & Readonly<Record<string, unknown>>;

export interface FoundData extends ResultOf<typeof datasetQuery> {
  readonly list: FoundPage;
}

export type FindDocument = TypedDocumentNode<FoundData, FindQuestion & { after?: string | null }>;

/** The totals that a page of a list tells beside its rows, such as totalCount and totalPatients. */
export function totalsOf(vocabulary: Vocabulary, { connection }: ListField): readonly string[] {
  const fields = vocabulary.get(connection)?.fields ?? [];
  return fields
    .filter(({ type, args }) => isLeaf(vocabulary, nameOf(type)) && args.length === 0)
    .map(({ name }) => name);
}

/** The query behind a list: what a person would write for it. */
export function findDocument(
  vocabulary: Vocabulary,
  list: ListField,
  columns: readonly ColumnPath[],
  pageSize: number,
): FindDocument {
  return gql(`
    query Find($where: ${list.where}, $orderBy: [${list.order}!], $asOf: Date, $knownAt: DateTime, $atRevision: Int, $after: String) {
      dataset { revision graphId knownAt synthetic referenceDate from to }
      list: ${list.name}(first: ${pageSize}, after: $after, where: $where, orderBy: $orderBy, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
        ${totalsOf(vocabulary, list).join(" ")}
        pageInfo { endCursor hasNextPage }
        nodes { ${selectionOf(vocabulary, list.row, columns)} }
      }
    }
  `);
}
