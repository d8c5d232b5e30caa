import { useMemo } from "react";
import { inWords } from "../../app/months.ts";
import { FactLinks, useIsSignedIn } from "../../parts/change-links.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { SourceLink } from "../../parts/source-link.tsx";
import { useNoteInWords } from "../../parts/source-names.ts";
import { saidOf } from "./facts.ts";
import { OrganisationLink } from "./organisation-link.tsx";
import type { Fact } from "./organisation-query.ts";

interface FactTableProps {
  readonly caption: string;
  readonly facts: readonly Fact[];
  /** Code of the organisation from which they are seen. */
  readonly of: string;
}

/** Facts with both their times and their sources. */
export function FactTable({ caption, facts, of }: FactTableProps) {
  const isSignedIn = useIsSignedIn();
  const columns = useMemo(() => {
    const [what, ...others] = columnsFor(of);
    // Where it is in sight on any screen.
    return isSignedIn && what ? [what, changeColumn(of), ...others] : columnsFor(of);
  }, [of, isSignedIn]);
  return <DataTable caption={caption} columns={columns} rows={facts} rowKey={({ factId }) => factId} />;
}

function columnsFor(of: string): readonly Column<Fact>[] {
  const said = (fact: Fact) => saidOf(fact, of);
  return [
    {
      key: "words",
      title: "What",
      width: 13,
      cell: (fact) => said(fact).words,
      sort: (fact) => said(fact).words,
    },
    {
      key: "other",
      title: "Whom",
      width: 16,
      cell: (fact) => {
        const { other } = said(fact);
        return other && <OrganisationLink organisation={other} />;
      },
      sort: (fact) => said(fact).other?.name,
    },
    {
      key: "from",
      title: "From",
      width: 8.5,
      cell: ({ validFrom }) => (validFrom ? inWords(validFrom) : "not known"),
      sort: (fact) => fact.validFrom,
    },
    {
      key: "to",
      title: "To",
      width: 8.5,
      cell: ({ validTo }) => (validTo ? inWords(validTo) : "open"),
      sort: (fact) => fact.validTo,
    },
    {
      key: "source",
      title: "Source",
      width: 7.5,
      cell: ({ source, confidence }) => <SourceLink source={source} confidence={confidence} />,
      sort: (fact) => fact.source.code,
    },
    { key: "details", title: "Details", width: 16, cell: (fact) => said(fact).details },
    {
      key: "believed",
      title: "Believed",
      width: 14,
      cell: ({ knownFrom, knownTo }) => `from ${day(knownFrom)}${knownTo ? ` until ${day(knownTo)}` : ""}`,
      sort: (fact) => fact.knownFrom,
    },
    { key: "note", title: "Note", width: 20, cell: ({ note }) => note && <Note note={note} /> },
  ];
}

function Note({ note }: { readonly note: string }) {
  const words = useNoteInWords()(note);
  return <span title={words}>{words}</span>;
}

/** For whoever is signed in: the ways to end and retract what is still believed. */
const changeColumn = (of: string): Column<Fact> => ({
  key: "change",
  title: "Change",
  width: 9,
  cell: ({ factId, knownTo, __typename }) =>
    knownTo === null && <FactLinks of={of} factId={factId} ends={__typename !== "Succession"} />,
});

const day = (instant: string) => inWords(instant.slice(0, 10));
