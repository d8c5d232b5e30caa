import { inWords } from "../../app/months.ts";
import { inKnown, inPatients } from "../../parts/figures.ts";
import { SourceList } from "../../parts/source-list.tsx";
import {
  type DelegationSummary,
  type Figure,
  Figures,
  summaryFigures,
} from "../../parts/summary-figures.tsx";
import { type Area, leavesOf } from "./area.ts";
import type { ZoomedAreaData } from "./england-query.ts";

interface SummaryProps {
  /** As England's own picture has it, down to the PCTs. */
  readonly area: Area;
  readonly summary: DelegationSummary | undefined;
  readonly asked: ZoomedAreaData | undefined;
  readonly asOf: string;
}

/** The figures of what the picture shows, and of nothing else. */
export function Summary({ area, summary, asked, asOf }: SummaryProps) {
  const figures = summary ? summaryFigures(summary, area.practices) : figuresOfPractices(asked);
  return (
    <section aria-label={`Counts of ${area.name}`}>
      <Figures figures={figures} />
      <SourceList
        sources={pctsOf(area).flatMap(({ source }) => source ?? [])}
        title={`What these counts of ${inWords(asOf)} rest on`}
        counted="PCTs"
      />
    </section>
  );
}

const pctsOf = (area: Area) => leavesOf(area).filter(({ kind }) => kind === "PCT");

/** Of a consortium, and of practices in none. */
function figuresOfPractices(asked: ZoomedAreaData | undefined): readonly Figure[] {
  if (!asked?.practices) return [];
  const { practices, organisation } = asked;
  const counts: readonly Figure[] = [
    ["Practices", inKnown(practices.totalCount)],
    ["Patients", inPatients(practices.totalCount === 0 ? null : practices.totalPatients)],
  ];
  if (organisation?.__typename !== "Consortium") return counts;
  return [
    ...counts,
    ["Delegated budget in force", organisation.hasDelegatedBudget ? "yes" : "no"],
    ["Pathfinder", organisation.isPathfinder ? "yes" : "no"],
    ["Statutory", organisation.isStatutory ? "yes" : "no"],
  ];
}
