import { graphql, type ResultOf } from "../graphql/graphql.ts";
import { Explained } from "./explained.tsx";
import { inCounts, inPatients, inPercent, inPounds } from "./figures.ts";
import type { Term } from "./glossary.ts";
import { areStandingsKnown } from "./standings-known.ts";

/** How far delegation had come in an area; spread it in the query of a view that shows an area's figures. */
export const summaryFields = graphql(`
  fragment SummaryFields on DelegationSummary {
    pcts
    reporting
    delegatedOrReady
    developing
    noClearPlans
    notReported
    delegatedGbp
    budgetGbp
    delegatedShare
    pctsBelowMinimum
    practicesOutside
    patientsOutside
    practicesUnclear
    patientsUnclear
    practicesNotCovered
  }
`);

export type DelegationSummary = ResultOf<typeof summaryFields>;
export type Figure = readonly [label: string, value: string];

/** Figures side by side, each with what it counts. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>
            <Label>{label}</Label>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The words of the glossary that labels of figures are about. */
const termOf: Readonly<Record<string, Term>> = {
  PCTs: "PCT",
  Position: "position",
  "of them reported": "position",
  Delegated: "delegation",
  Budget: "budget",
  Budgets: "budget",
  "Budget of the year": "budget",
  "Practices outside": "outside",
  "Practices unclear": "unclear",
  Conflicts: "conflict",
  Standing: "standing",
  "Why outside": "outside",
  Pathfinder: "pathfinder",
  Statutory: "CCG",
};

/** What a figure counts; a word of the glossary opens where it stands. */
export function Label({ children }: { readonly children: string }) {
  const term = termOf[children];
  return term ? <Explained term={term}>{children}</Explained> : children;
}

/**
 * An area's figures: the positions of its PCTs, the money, and the practices left out. Of one PCT alone, its position is a
 * word.
 *
 * @param practices how many of its practices are in the graph
 */
export function summaryFigures(summary: DelegationSummary, practices: number): readonly Figure[] {
  return [
    // Where there are no PCTs, there is nothing that they could have told.
    ...(summary.pcts === 0 ? [["PCTs", "0"] as const] : figuresOfPcts(summary)),
    ...(areStandingsKnown(summary, practices) ? leftOut(summary) : leftOutUnknown),
    // Only where no source tells of the day: it is no standing of theirs.
    ...(summary.practicesNotCovered > 0
      ? [["Practices of which no source tells on this day", inCounts(summary.practicesNotCovered)] as const]
      : []),
  ];
}

/** How far its PCTs came, and the money. */
function figuresOfPcts(summary: DelegationSummary): readonly Figure[] {
  const isOne = summary.pcts === 1;
  const below = summary.pctsBelowMinimum;
  return [
    ...(isOne ? [positionOfOne(summary)] : positions(summary)),
    ["Delegated", summary.delegatedGbp === null ? "none known" : inPounds(summary.delegatedGbp)],
    [isOne ? "Budget" : "Budgets", inPounds(summary.budgetGbp)],
    ["Share delegated", summary.delegatedGbp === null ? "none known" : inPercent(summary.delegatedShare)],
    isOne
      ? ["Below its SHA’s minimum", below === 1 ? "yes" : "not known to be"]
      : ["Below their SHA’s minimum", below === 0 ? "none known" : inCounts(below)],
  ];
}

const leftOut = (summary: DelegationSummary): readonly Figure[] => [
  ["Practices outside", inCounts(summary.practicesOutside)],
  ["Patients outside", inPatients(summary.patientsOutside)],
  ["Practices unclear", inCounts(summary.practicesUnclear)],
  ["Patients unclear", inPatients(summary.patientsUnclear)],
];

const leftOutUnknown: readonly Figure[] = [
  "Practices outside",
  "Patients outside",
  "Practices unclear",
  "Patients unclear",
].map((label) => [label, "not known"]);

function positions(summary: DelegationSummary): readonly Figure[] {
  return [
    ["PCTs", inCounts(summary.pcts)],
    ["of them reported", inCounts(summary.reporting)],
    ["Delegated or ready", inCounts(summary.delegatedOrReady)],
    ["Developing", inCounts(summary.developing)],
    ["No clear plans", inCounts(summary.noClearPlans)],
    ["Not reported", inCounts(summary.notReported)],
  ];
}

function positionOfOne(summary: DelegationSummary): Figure {
  const counted = positions(summary).slice(2);
  return ["Position", counted.find(([, count]) => count === "1")?.[0] ?? "not known"];
}
