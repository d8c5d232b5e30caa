import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf, type VariablesOf } from "../../graphql/graphql.ts";
import type { PagedQuery } from "../../graphql/use-pages.ts";
import { sourceFields } from "../../parts/source-link.tsx";

const party = graphql(`
  fragment Party on Organisation {
    code
    id
    name
    confidence
  }
`);

const changeFact = graphql(
  `
    fragment ChangeFact on Fact {
      __typename
      factId
      confidence
      source {
        ...SourceFields
      }
      ... on Membership {
        status
        group {
          ...Party
        }
      }
      ... on Outside {
        reason
        pct {
          ...Party
        }
      }
      ... on Delegation {
        delegator {
          ...Party
        }
        financialYear
        stage
        scope
        amountGbp
        shareOfBudget
      }
      ... on Support {
        provider {
          ...Party
        }
        services
        model
        valueGbp
      }
      ... on DelegationReport {
        position
        financialYear
        reportedGbp: amountGbp
      }
      ... on Budget {
        financialYear
        budgetGbp: amountGbp
      }
      ... on Succession {
        successor {
          ...Party
        }
      }
    }
  `,
  [sourceFields, party],
);

const changeFields = graphql(
  `
    fragment ChangeFields on Change {
      kind
      on
      inBetween
      description
      organisation {
        ...Party
        kind
        source {
          ...SourceFields
        }
      }
      before {
        ...ChangeFact
      }
      after {
        ...ChangeFact
      }
    }
  `,
  [sourceFields, party, changeFact],
);

/** What differs between two days: how many changes of each kind, how many with what came and went in between, and the first of those that are listed. */
export const compareQuery = graphql(
  `
    query Compare(
      $from: Date!
      $to: Date!
      $knownAt: DateTime
      $atRevision: Int
      $within: String
      $organisationKind: OrganisationKind
      $kinds: [ChangeKind!]
      $inBetween: Boolean
      $area: String = ""
      $isConfined: Boolean = false
      $isApart: Boolean = true
    ) {
      dataset @_required {
        ...DatasetFields
      }
      area: organisation(code: $area, asOf: $to, knownAt: $knownAt, atRevision: $atRevision) @include(if: $isConfined) {
        ...Party
      }
      counted: changes(
        from: $from
        to: $to
        knownAt: $knownAt
        atRevision: $atRevision
        within: $within
        organisationKind: $organisationKind
        inBetween: $inBetween
        first: 1
      ) @_required {
        counts {
          kind
          count
        }
      }
      meanwhile: changes(
        from: $from
        to: $to
        knownAt: $knownAt
        atRevision: $atRevision
        within: $within
        organisationKind: $organisationKind
        kinds: $kinds
        inBetween: true
        first: 0
      ) @include(if: $isApart) {
        totalCount
      }
      changes(
        from: $from
        to: $to
        knownAt: $knownAt
        atRevision: $atRevision
        within: $within
        organisationKind: $organisationKind
        kinds: $kinds
        inBetween: $inBetween
        first: 200
      ) @_required {
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          ...ChangeFields
        }
      }
    }
  `,
  [datasetFields, party, changeFields],
);

const moreChangesQuery = graphql(
  `
    query MoreChanges(
      $from: Date!
      $to: Date!
      $knownAt: DateTime
      $atRevision: Int
      $within: String
      $organisationKind: OrganisationKind
      $kinds: [ChangeKind!]
      $inBetween: Boolean
      $after: String
    ) {
      changes(
        from: $from
        to: $to
        knownAt: $knownAt
        atRevision: $atRevision
        within: $within
        organisationKind: $organisationKind
        kinds: $kinds
        inBetween: $inBetween
        first: 1000
        after: $after
      ) @_required {
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          ...ChangeFields
        }
      }
    }
  `,
  [changeFields],
);

export type CompareData = ResultOf<typeof compareQuery>;
export type CompareQuestion = VariablesOf<typeof compareQuery>;
export type ChangesQuestion = Omit<VariablesOf<typeof moreChangesQuery>, "after">;
export type ChangeRow = CompareData["changes"]["nodes"][number];
export type ChangeFact = ChangeRow["before"][number];

/** What follows the first changes, as the list is scrolled, or downloaded. */
export const moreChanges: PagedQuery<ResultOf<typeof moreChangesQuery>, ChangesQuestion, ChangeRow> = {
  document: moreChangesQuery,
  pageOf: ({ changes }) => changes,
};
