import { Fragment } from "react";
import { Link } from "wouter";
import { inWords } from "../../app/months.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import type { ShownColumn } from "../../parts/table-row.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import { isSynthetic, saidBy, sourcesOf } from "./change-words.ts";
import type { ChangeFact, ChangeRow } from "./compare-query.ts";

/** A change in its place in the list. */
export interface ListedChange {
  readonly key: string;
  readonly change: ChangeRow;
  /** Whether it is the first of its organisation. */
  readonly isFirstOfGroup: boolean;
}

type LinkOf = (code: string) => string;

/** What the list says of a change. */
export function changeColumns(linkOf: LinkOf): readonly ShownColumn<ListedChange>[] {
  return [
    {
      key: "organisation",
      title: "Organisation",
      width: 20,
      cell: ({ change: { organisation }, isFirstOfGroup }) =>
        isFirstOfGroup ? (
          <strong>
            <Party party={organisation} linkOf={linkOf} />
          </strong>
        ) : (
          <span className="visually-hidden in-group">{organisation.name}</span>
        ),
    },
    {
      key: "kind",
      title: "Change",
      width: 11,
      cell: ({ change }) => (
        <span title={change.description} className={isSynthetic(change) ? "synthetic" : undefined}>
          {inEnglishWords(change.kind)}
          {change.inBetween && ", in between"}
        </span>
      ),
    },
    {
      key: "on",
      title: "On",
      width: 9,
      cell: ({ change: { on } }) => (on === null ? "not known" : inWords(on)),
    },
    {
      key: "before",
      title: "Before",
      width: 18,
      cell: ({ change: { before } }) => <Said facts={before} linkOf={linkOf} />,
    },
    {
      key: "after",
      title: "After",
      width: 24,
      cell: ({ change: { after } }) => <Said facts={after} linkOf={linkOf} />,
    },
    {
      key: "source",
      title: "Source",
      width: 8,
      cell: ({ change }) =>
        sourcesOf(change).map((source, index) => (
          <Fragment key={source.code}>
            {index > 0 && " "}
            <SourceLink source={source} />
          </Fragment>
        )),
    },
  ];
}

function Party({
  party,
  linkOf,
}: {
  party: { code: string; name: string; confidence: string };
  linkOf: LinkOf;
}) {
  return (
    <Link href={linkOf(party.code)} className={party.confidence === "SYNTHETIC" ? "synthetic" : undefined}>
      {party.name}
    </Link>
  );
}

/** What is said of several years, the first year first; all else as it came. */
const byYear = (facts: readonly ChangeFact[]): readonly ChangeFact[] =>
  [...facts].sort((a, b) => yearOf(a).localeCompare(yearOf(b)));

const yearOf = (fact: ChangeFact): string => ("financialYear" in fact ? (fact.financialYear ?? "") : "");

function Said({ facts, linkOf }: { readonly facts: readonly ChangeFact[]; readonly linkOf: LinkOf }) {
  return byYear(facts)
    .map(saidBy)
    .map(({ factId, party, says }, index) => (
      <Fragment key={factId}>
        {index > 0 && "; "}
        {party && <Party party={party} linkOf={linkOf} />}
        {party && says && ": "}
        {says}
      </Fragment>
    ));
}
