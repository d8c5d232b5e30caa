import type { DocumentType } from "../generated/codegen/index.ts";
import { graphql } from "../generated/codegen/index.ts";

/** What graphql-codegen makes of the schema is what the schema says: checked by the compiler alone. */

export const practices = graphql(`
  query Practices($asOf: Date) {
    practices(first: 5, asOf: $asOf) {
      totalCount
      nodes {
        id
        asOf
        knownAt
        listSize
        standing
        pct {
          name
        }
      }
    }
  }
`);

type Row = NonNullable<DocumentType<typeof practices>["practices"]>["nodes"][number];

export function said(row: Row): string {
  const size: number | null | undefined = row.listSize;
  // @ts-expect-error a practice may lie in no PCT
  const inPct: string = row.pct.name;
  // @ts-expect-error there is no such standing
  const isGone = row.standing === "GONE";
  return `${row.id} ${row.asOf} ${row.knownAt ?? "latest"} ${row.standing} ${size ?? "not counted"} ${inPct} ${isGone}`;
}
