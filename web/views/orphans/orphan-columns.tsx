import { Link } from "wouter";
import { inWords } from "../../app/months.ts";
import { inCounts } from "../../parts/figures.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import type { ShownColumn } from "../../parts/table-row.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import type { Order } from "./orphans-choice.ts";
import type { OrphanRow } from "./orphans-query.ts";

interface Links {
  readonly linkOf: (code: string) => string;
  /** Code of the practice whose suggestions are shown. */
  readonly open: string | null;
  readonly onOpen: (code: string) => void;
}

/** The columns that the API sorts by have the names that it sorts by. */
const sorting = (key: Order) => ({ key, sorts: true });

/** What the list says of a practice. */
export function orphanColumns({ linkOf, open, onOpen }: Links): readonly ShownColumn<OrphanRow>[] {
  const linked = (organisation: { readonly code: string; readonly name: string } | null) =>
    organisation && <Link href={linkOf(organisation.code)}>{organisation.name}</Link>;
  return [
    {
      ...sorting("NAME"),
      title: "Name",
      width: 19,
      cell: ({ code, name, confidence }) => (
        <Link href={linkOf(code)} className={confidence === "SYNTHETIC" ? "synthetic" : undefined}>
          {name}
        </Link>
      ),
    },
    {
      key: "suggestions",
      title: "Suggestions",
      width: 8,
      cell: ({ code, name }) => (
        <button type="button" className="expander" aria-expanded={code === open} onClick={() => onOpen(code)}>
          {code === open ? "▾ Hide" : "▸ Show"}
          <span className="visually-hidden"> suggestions for {name}</span>
        </button>
      ),
    },
    // Why is in sight on a telephone, too.
    {
      ...sorting("OUTSIDE_REASON"),
      title: "Reason",
      width: 11,
      cell: ({ outsideReason }) => (outsideReason ? inEnglishWords(outsideReason) : "none known"),
    },
    { ...sorting("STANDING"), title: "Standing", width: 6, cell: ({ standing }) => inEnglishWords(standing) },
    {
      ...sorting("LIST_SIZE"),
      title: "Patients",
      width: 6.5,
      numeric: true,
      cell: ({ listSize, listSizeOn }) =>
        listSize === null ? (
          "not counted"
        ) : (
          <span title={listSizeOn ? `counted on ${inWords(listSizeOn)}` : undefined}>
            {inCounts(listSize)}
          </span>
        ),
    },
    {
      key: "since",
      title: "Outside since",
      width: 9.5,
      cell: ({ orphanedSince }) => (orphanedSince ? inWords(orphanedSince) : "not known"),
    },
    { key: "pct", title: "PCT", width: 14, cell: ({ pct }) => linked(pct) },
    { key: "cluster", title: "Cluster", width: 14, cell: ({ cluster }) => linked(cluster) },
    { key: "sha", title: "SHA", width: 10, cell: ({ sha }) => linked(sha) },
    { ...sorting("POSTCODE"), title: "Postcode", width: 6.5, cell: ({ postcode }) => postcode },
    { ...sorting("CODE"), title: "Code", width: 5.5, cell: ({ code }) => code },
    {
      key: "source",
      title: "Source",
      width: 7,
      cell: ({ source, confidence }) => <SourceLink source={source} confidence={confidence} />,
    },
  ];
}
