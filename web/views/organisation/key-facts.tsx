import { inWords } from "../../app/months.ts";
import { inCounts, inPatients, inPercent, inPounds } from "../../parts/figures.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import { useNoteInWords } from "../../parts/source-names.ts";
import { Label } from "../../parts/summary-figures.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import type { OrganisationData } from "./organisation-query.ts";

type Line = readonly [label: string, value: string | null | undefined | false];

interface KeyFactsProps {
  readonly organisation: OrganisationData;
}

/** What it is, and its figures on the day. */
export function KeyFacts({ organisation }: KeyFactsProps) {
  const { kind, code, asOf, opened, closed, postcode } = organisation;
  const lines: readonly Line[] = [
    ["Kind", inEnglishWords(kind)],
    ["Code", code],
    ["Postcode", postcode],
    ["Opened", opened && inWords(opened)],
    ["Closed", closed && inWords(closed)],
    ...figuresOf(organisation),
  ];
  const isOpen = (opened === null || opened <= asOf) && (closed === null || closed >= asOf);
  return (
    <section aria-label="In short">
      {!isOpen && <p className="note">It does not exist on {inWords(asOf)}.</p>}
      <dl className="figures">
        {lines.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <dt>
                  <Label>{label}</Label>
                </dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** What else its source says of it, and which that is: below what became of it, and what it belongs to. */
export function Notes({ organisation: { note, source, confidence } }: KeyFactsProps) {
  const noteInWords = useNoteInWords();
  return (
    <section>
      <h2>Notes</h2>
      <p>
        {note && `${asSentence(noteInWords(note))} `}
        Described by <SourceLink source={source} confidence={confidence} />; each figure of delegation has its
        own source.
      </p>
    </section>
  );
}

/** Notes end in a full stop or in none. */
const asSentence = (note: string): string => (note.endsWith(".") ? note : `${note}.`);

/** Of a body whose practices nobody tells, the patients are not none: they are not known. */
const patientsIn = ({ patients, practices }: Counted): string =>
  inPatients(practices?.totalCount === 0 ? null : patients);

interface Counted {
  readonly patients: number | null;
  readonly practices: { readonly totalCount: number } | null;
}

/** What nobody states is left out. */
const stated = (count: number | null) => (count === null ? null : inCounts(count));

function figuresOf(organisation: OrganisationData): readonly Line[] {
  switch (organisation.__typename) {
    case "PCT":
      return [
        ["Position", inEnglishWords(organisation.position)],
        ["Budget of the year", organisation.budget && inPounds(organisation.budget.amountGbp)],
        [
          "Share delegated",
          organisation.delegatedShare === null ? null : inPercent(organisation.delegatedShare),
        ],
        ["Patients", patientsIn(organisation)],
      ];
    case "Consortium":
      return [
        ["Patients", patientsIn(organisation)],
        ["Practices, as its source says", stated(organisation.statedPractices)],
        ["Population, as its source says", stated(organisation.statedPopulation)],
        ["Pathfinder", organisation.isPathfinder ? "yes" : "no"],
        ["Statutory", organisation.isStatutory ? "yes" : "no"],
        ["Delegated budget in force", organisation.hasDelegatedBudget ? "yes" : "no"],
      ];
    case "SHA":
      return [
        ["Patients", patientsIn(organisation)],
        [
          "Makes its PCTs delegate",
          organisation.minimumDelegatedShare !== null && inPercent(organisation.minimumDelegatedShare),
        ],
      ];
    case "Practice":
      return [
        ["Standing", inEnglishWords(organisation.standing)],
        ["Why outside", organisation.outsideReason && inEnglishWords(organisation.outsideReason)],
        ["Outside since", organisation.orphanedSince && inWords(organisation.orphanedSince)],
        ["Patients", inPatients(organisation.listSize)],
      ];
    case "SupportProvider":
      return [["Sector", organisation.sector]];
    case "Cluster":
      return [];
  }
}
