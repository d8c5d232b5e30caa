import { Explained } from "../../parts/explained.tsx";
import { inCounts, inPercent, inPractices } from "../../parts/figures.ts";
import type { Term } from "../../parts/glossary.ts";
import { SourceList } from "../../parts/source-list.tsx";
import { areStandingsKnown } from "../../parts/standings-known.ts";
import type { OrphansData } from "./orphans-query.ts";

interface CoverageProps {
  readonly data: OrphansData;
  readonly area: string;
  readonly day: string;
  /** Whether what is listed is one of the parts: then it is not counted again. */
  readonly isOnePart: boolean;
}

interface Part {
  readonly key: "member" | "outside" | "unclear" | "not-covered";
  readonly label: string;
  /** The word of the glossary that it is about. */
  readonly term?: Term;
  /** Null where nobody knows: no practice is in the graph, or no source tells of the day. */
  readonly practices: number | null;
  /** Null where none was counted. */
  readonly patients: number | null;
}

/** The patients of an area whose practice is in a consortium, and those whose is not. */
export function Coverage({ data, area, day, isOnePart }: CoverageProps) {
  const parts = partsOf(data);
  const all = parts.reduce((sum, { patients }) => sum + (patients ?? 0), 0);
  const { totalCount, totalPatients, nodes } = data.orphanedPractices;
  return (
    <section aria-label={`Patients covered and not, ${area}, ${day}`}>
      <div className="coverage-bar" aria-hidden="true">
        {parts.map(({ key, patients }) => (
          <span key={key} className={`coverage-${key}`} style={{ flexGrow: patients ?? 0 }} />
        ))}
      </div>
      <dl className="figures">
        {parts.map(({ key, label, term, practices, patients }) => (
          <div key={key}>
            <dt>
              <span className={`coverage-swatch coverage-${key}`} aria-hidden="true" />
              {term ? <Explained term={term}>{label}</Explained> : label}:{" "}
              {practices === null ? "not known" : inPractices(practices)}
              {all > 0 && patients !== null && `, ${inPercent(patients / all)} of patients`}
            </dt>
            <dd>{patientsOf(practices === null ? null : patients)}</dd>
          </div>
        ))}
        {!isOnePart && (
          <div>
            <dt>Listed below: {inPractices(totalCount)}</dt>
            <dd>{patientsOf(totalPatients)}</dd>
          </div>
        )}
      </dl>
      <SourceList
        sources={nodes.map(({ source }) => source)}
        title="Sources of the practices listed first"
        counted="practices"
      />
    </section>
  );
}

const patientsOf = (patients: number | null): string =>
  patients === null ? "patients not counted" : `${inCounts(patients)} patients`;

function partsOf({ covered, delegationSummary: summary }: OrphansData): readonly Part[] {
  const { practicesOutside, practicesUnclear, practicesNotCovered } = summary;
  const all = covered.totalCount + practicesOutside + practicesUnclear + practicesNotCovered;
  const ifKnown = (practices: number) => (areStandingsKnown(summary, all) ? practices : null);
  return [
    {
      key: "member",
      label: "In a consortium",
      practices: ifKnown(covered.totalCount),
      patients: covered.totalPatients,
    },
    {
      key: "outside",
      label: "Known to be outside",
      term: "outside",
      practices: ifKnown(summary.practicesOutside),
      patients: summary.patientsOutside,
    },
    {
      key: "unclear",
      label: "Unclear",
      term: "unclear",
      practices: ifKnown(summary.practicesUnclear),
      patients: summary.patientsUnclear,
    },
    ...(summary.practicesNotCovered > 0
      ? [
          {
            key: "not-covered",
            label: "Not covered: no source tells who was in which consortium on this day",
            practices: summary.practicesNotCovered,
            patients: summary.patientsNotCovered,
          } as const,
        ]
      : []),
  ];
}
