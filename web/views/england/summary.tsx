import { inWords } from "../../app/months.ts";
import { inCounts, inPatients, inPounds } from "../../parts/figures.ts";
import { SourceList } from "../../parts/source-list.tsx";
import type { EnglandData } from "./england-query.ts";

interface Figure {
  readonly label: string;
  readonly value: string;
}

/** How far delegation had come in England, in figures. */
export function Summary({ data, asOf }: { readonly data: EnglandData; readonly asOf: string }) {
  const sources = data.pcts.nodes.map(({ report, source }) => (report ?? { source }).source);
  return (
    <section aria-label="Counts">
      <dl className="figures">
        {figuresOf(data).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <SourceList sources={sources} title={`What these counts of ${inWords(asOf)} rest on`} counted="PCTs" />
    </section>
  );
}

function figuresOf({ delegationSummary: summary }: EnglandData): readonly Figure[] {
  return [
    { label: "PCTs", value: inCounts(summary.pcts) },
    { label: "of them reported", value: inCounts(summary.reporting) },
    { label: "Delegated or ready", value: inCounts(summary.delegatedOrReady) },
    { label: "Developing", value: inCounts(summary.developing) },
    { label: "No clear plans", value: inCounts(summary.noClearPlans) },
    { label: "Not reported", value: inCounts(summary.notReported) },
    { label: "Delegated", value: inPounds(summary.delegatedGbp) },
    { label: "Practices outside", value: inCounts(summary.practicesOutside) },
    { label: "Patients outside", value: inPatients(summary.patientsOutside) },
    { label: "Practices unclear", value: inCounts(summary.practicesUnclear) },
    { label: "Patients unclear", value: inPatients(summary.patientsUnclear) },
  ];
}
