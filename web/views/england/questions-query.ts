import { graphql, type ResultOf } from "../../graphql/graphql.ts";

/** The figures of the questions that an area's page begins with. */
export const questionCounts = graphql(`
  fragment QuestionCounts on Query {
    underClusterWithoutBudget: practices(
      first: 0
      where: { AND: [{ cluster: { hasDelegatedBudget: false } }, $practicesIn] }
      asOf: $asOf
      knownAt: $knownAt
      atRevision: $atRevision
    ) @_required {
      totalCount
    }
    clusters(first: 0, where: $clustersIn, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
      totalCount
    }
    pathfindersWithoutPlans: consortia(
      first: 0
      where: { AND: [{ isPathfinder: true, pcts: { some: { position: { eq: NO_CLEAR_PLANS } } } }, $consortiaIn] }
      asOf: $asOf
      knownAt: $knownAt
      atRevision: $atRevision
    ) @_required {
      totalCount
    }
    supporting: supportProviders(
      first: 0
      where: { AND: [{ supports: { some: {} } }, $supportProvidersIn] }
      asOf: $asOf
      knownAt: $knownAt
      atRevision: $atRevision
    ) @_required {
      totalCount
    }
    minimums: shas(first: 1000, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
      nodes {
        code
        id
        pctsBelowMinimum {
          code
          id
        }
      }
    }
    withMinimum: pcts(
      first: 0
      where: { AND: [{ sha: { minimumDelegatedShare: { isNull: false } } }, $pctsIn] }
      asOf: $asOf
      knownAt: $knownAt
      atRevision: $atRevision
    ) @_required {
      totalCount
    }
    lastPcts: pcts(first: 0, where: $pctsIn, asOf: "2013-03-31", knownAt: $knownAt, atRevision: $atRevision) @_required {
      totalCount
    }
    inTheYear: changes(from: $yearBefore, to: $day, within: $changesWithin, first: 0, knownAt: $knownAt, atRevision: $atRevision) @_required {
      totalCount
    }
  }
`);

/** England's own; those of an area come with the rest of it. */
export const questionsQuery = graphql(
  `
    query Questions(
      $asOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $day: Date!
      $yearBefore: Date!
      $changesWithin: String
      $pctsIn: PCTWhere!
      $clustersIn: ClusterWhere!
      $practicesIn: PracticeWhere!
      $consortiaIn: ConsortiumWhere!
      $supportProvidersIn: SupportProviderWhere!
    ) {
      ...QuestionCounts
    }
  `,
  [questionCounts],
);

export type QuestionCounts = ResultOf<typeof questionCounts>;
