import { isAnyLeftOutKnown } from "../parts/standings-known.ts";
import { graphql, type ResultOf } from "./graphql.ts";

const monthFigures = graphql(`
  fragment MonthFigures on DelegationSummary {
    pcts
    delegatedGbp
    practicesOutside
    practicesUnclear
    practicesNotCovered
  }
`);

/**
 * An area month by month, each on its first day, in the three years in which PCTs handed over: from April 2010 until they
 * end. A summary of England is dear, and these are as many as one query may cost.
 */
export const monthsQuery = graphql(
  `
    query Months($within: String, $knownAt: DateTime, $atRevision: Int) {
        m2010_04: delegationSummary(within: $within, asOf: "2010-04-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_05: delegationSummary(within: $within, asOf: "2010-05-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_06: delegationSummary(within: $within, asOf: "2010-06-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_07: delegationSummary(within: $within, asOf: "2010-07-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_08: delegationSummary(within: $within, asOf: "2010-08-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_09: delegationSummary(within: $within, asOf: "2010-09-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_10: delegationSummary(within: $within, asOf: "2010-10-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_11: delegationSummary(within: $within, asOf: "2010-11-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2010_12: delegationSummary(within: $within, asOf: "2010-12-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_01: delegationSummary(within: $within, asOf: "2011-01-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_02: delegationSummary(within: $within, asOf: "2011-02-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_03: delegationSummary(within: $within, asOf: "2011-03-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_04: delegationSummary(within: $within, asOf: "2011-04-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_05: delegationSummary(within: $within, asOf: "2011-05-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_06: delegationSummary(within: $within, asOf: "2011-06-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_07: delegationSummary(within: $within, asOf: "2011-07-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_08: delegationSummary(within: $within, asOf: "2011-08-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_09: delegationSummary(within: $within, asOf: "2011-09-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_10: delegationSummary(within: $within, asOf: "2011-10-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_11: delegationSummary(within: $within, asOf: "2011-11-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2011_12: delegationSummary(within: $within, asOf: "2011-12-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_01: delegationSummary(within: $within, asOf: "2012-01-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_02: delegationSummary(within: $within, asOf: "2012-02-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_03: delegationSummary(within: $within, asOf: "2012-03-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_04: delegationSummary(within: $within, asOf: "2012-04-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_05: delegationSummary(within: $within, asOf: "2012-05-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_06: delegationSummary(within: $within, asOf: "2012-06-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_07: delegationSummary(within: $within, asOf: "2012-07-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_08: delegationSummary(within: $within, asOf: "2012-08-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_09: delegationSummary(within: $within, asOf: "2012-09-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_10: delegationSummary(within: $within, asOf: "2012-10-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_11: delegationSummary(within: $within, asOf: "2012-11-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2012_12: delegationSummary(within: $within, asOf: "2012-12-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2013_01: delegationSummary(within: $within, asOf: "2013-01-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2013_02: delegationSummary(within: $within, asOf: "2013-02-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
        m2013_03: delegationSummary(within: $within, asOf: "2013-03-01", knownAt: $knownAt, atRevision: $atRevision) {
          ...MonthFigures
        }
    }
  `,
  [monthFigures],
);

type Answered = ResultOf<typeof monthFigures>;

/** Practices are null where no source tells of the day who is in a consortium. */
export interface MonthFigures extends Pick<Answered, "pcts" | "delegatedGbp"> {
  readonly practicesOutside: number | null;
  readonly practicesUnclear: number | null;
}

/** An area on a day; its figures are undefined where it had no PCTs: then nothing is known of it. */
export interface Month {
  readonly asOf: string;
  readonly figures: MonthFigures | undefined;
}

/** The months of an answer, the first one first. */
export function monthsOf(data: ResultOf<typeof monthsQuery>): readonly Month[] {
  return Object.entries(data)
    .map(([key, figures]) => ({
      asOf: `${key.slice(1).replace("_", "-")}-01`,
      figures: figures && figures.pcts > 0 ? figuresOf(figures) : undefined,
    }))
    .sort((a, b) => a.asOf.localeCompare(b.asOf));
}

function figuresOf(summary: Answered): MonthFigures {
  const { pcts, delegatedGbp, practicesOutside, practicesUnclear } = summary;
  const isKnown = isAnyLeftOutKnown(summary);
  return {
    ...{ pcts, delegatedGbp },
    practicesOutside: isKnown ? practicesOutside : null,
    practicesUnclear: isKnown ? practicesUnclear : null,
  };
}
