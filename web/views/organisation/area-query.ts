import { graphql, type ResultOf, type VariablesOf } from "../../graphql/graphql.ts";
import { sourceFields } from "../../parts/source-link.tsx";
import { summaryFields } from "../../parts/summary-figures.tsx";
import type { OrganisationData } from "./organisation-query.ts";
import { tookOver } from "./took-over-query.ts";

/** An area's figures, its PCTs and what contradicts itself in it. */
export const areaSummaryQuery = graphql(
  `
    query AreaSummary(
      $code: String!
      $asOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $where: PCTWhere!
      $practicesWhere: PracticeWhere!
      $isPct: Boolean!
    ) {
      ...TookOver @include(if: $isPct)
      delegationSummary(within: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        ...SummaryFields
      }
      conflicts(within: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        rule
      }
      counts: practiceCounts(groupBy: PCT, where: $practicesWhere, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        practices
        patients
        group {
          code
          id
        }
      }
      pcts(first: 1000, where: $where, orderBy: { field: NAME }, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        nodes {
          __typename
          code
          id
          name
          kind
          confidence
          position
          delegatedShare
          budget {
            amountGbp
          }
          report {
            confidence
            source {
              ...SourceFields
            }
          }
        }
      }
    }
  `,
  [sourceFields, summaryFields, tookOver],
);

export type AreaSummaryData = ResultOf<typeof areaSummaryQuery>;
export type AreaPct = AreaSummaryData["pcts"]["nodes"][number];
type Where = Pick<VariablesOf<typeof areaSummaryQuery>, "where" | "practicesWhere" | "isPct">;
export type AreaOrganisation = Extract<OrganisationData, { __typename: "SHA" | "Cluster" | "PCT" }>;

/** Whether PCTs lie in it, or it is one: it has figures of its own. */
export function isArea(organisation: OrganisationData): organisation is AreaOrganisation {
  const { __typename: kind } = organisation;
  return kind === "SHA" || kind === "Cluster" || kind === "PCT";
}

/** Which PCTs and practices lie in an area. */
export function areaWhere({ __typename, code }: Pick<AreaOrganisation, "__typename" | "code">): Where {
  const isIt = { code: { eq: code } };
  if (__typename === "SHA") return { where: { sha: isIt }, practicesWhere: { sha: isIt }, isPct: false };
  if (__typename === "Cluster")
    return { where: { cluster: isIt }, practicesWhere: { cluster: isIt }, isPct: false };
  return { where: isIt, practicesWhere: { pct: isIt }, isPct: true };
}
