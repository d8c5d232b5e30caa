import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { instantInWords } from "../../app/months.ts";
import { FactsTable } from "../../parts/facts-table.tsx";
import { inCounts } from "../../parts/figures.ts";
import type { Written } from "./outcome-fields.ts";

interface DonePanelProps {
  readonly written: Written;
  readonly onAnother: (() => void) | undefined;
}

/** What was written, and the way to see it. */
export function DonePanel({ written, onAnother }: DonePanelProps) {
  const linkTo = useLinkTo();
  const { revision, recordedAt, repeated } = written;
  return (
    <>
      <h2>{titleOf(written)}</h2>
      <p>
        {repeated && "It had been written before, by what you sent first; nothing was written twice. "}
        Revision {inCounts(revision)} of the dataset, {instantInWords(recordedAt)}.
      </p>
      {written.__typename === "FactEnded" && (
        <FactsTable facts={[written.former, written.fact]} caption="The fact before and after" />
      )}
      {(written.__typename === "FactRecorded" || written.__typename === "FactRetracted") && (
        <FactsTable facts={[written.fact]} caption="The fact" />
      )}
      {"fact" in written && (
        <p>
          Id of the fact: <code>{written.fact.factId}</code>
        </p>
      )}
      {"organisation" in written && (
        <p>
          <Link href={linkTo(`/organisations/${written.organisation.code}`)}>
            {written.organisation.name}
          </Link>
          {written.__typename === "OrganisationClosed" &&
            `, and ${inCounts(written.endedFacts)} facts were ended with it`}
          .
        </p>
      )}
      <p>
        {onAnother && (
          <button type="button" className="button-secondary" onClick={onAnother}>
            Make another like it
          </button>
        )}{" "}
        <Link href={linkTo("/curate")}>All changes that can be made</Link>
      </p>
    </>
  );
}

const titles: Readonly<Record<Written["__typename"], string>> = {
  FactRecorded: "Recorded",
  FactEnded: "Ended",
  FactRetracted: "Retracted",
  OrganisationRegistered: "Registered",
  OrganisationClosed: "Closed",
};
const titleOf = ({ __typename }: Written): string => titles[__typename];
