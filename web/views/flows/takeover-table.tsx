import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { inCounts, inPatients, inPercent } from "../../parts/figures.ts";
import { saveCsvText } from "../../parts/save-blob.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import type { TakeoverRow } from "../../parts/takeover-rows.ts";
import { noGroup } from "./takeover-graph.ts";

interface TakeoverTableProps {
  readonly caption: string;
  readonly rows: readonly TakeoverRow[];
  readonly fileName: string;
  /** The second day: CCGs are looked at as of it. */
  readonly to: string;
}

/** Each PCT with each body that took over from it, by practices and patients, and the shares both ways. */
export function TakeoverTable({ caption, rows, fileName, to }: TakeoverTableProps) {
  const linkTo = useLinkTo();
  const save = async () => {
    const { takeoverCsv } = await import("./takeover-csv.ts");
    saveCsvText(takeoverCsv(rows), fileName);
  };
  return (
    <div>
      <DataTable
        caption={caption}
        columns={columnsFor((code) => linkTo(`/organisations/${code}`), to)}
        rows={rows}
        rowKey={({ from, to }) => `${from?.code} ${to?.code}`}
      />
      <p>
        <button type="button" className="button-secondary" onClick={() => void save()}>
          Save this table as CSV
        </button>
      </p>
    </div>
  );
}

function columnsFor(linkOf: (code: string) => string, day: string): readonly Column<TakeoverRow>[] {
  return [
    {
      key: "from",
      title: "PCT",
      width: 9,
      cell: ({ from }) => (from ? <Link href={linkOf(from.code)}>{from.name}</Link> : "Under no PCT"),
      sort: ({ from }) => from?.name,
    },
    {
      key: "to",
      title: "CCG",
      width: 11,
      cell: ({ to }) =>
        to ? <Link href={`/organisations/${to.code}?asOf=${day}`}>{to.name}</Link> : noGroup,
      sort: ({ to }) => to?.name,
    },
    {
      key: "practices",
      title: "Practices",
      width: 6,
      numeric: true,
      cell: ({ practices }) => (practices === null ? "not known" : inCounts(practices)),
      sort: ({ practices }) => practices,
    },
    share("shareOfFrom", "Of the PCT"),
    share("shareOfTo", "Of the CCG"),
    {
      key: "patients",
      title: "Patients",
      width: 7,
      numeric: true,
      cell: ({ patients }) => inPatients(patients),
      sort: ({ patients }) => patients,
    },
    {
      key: "said",
      title: "Said by",
      width: 9,
      cell: ({ to, said }) =>
        said ? (
          <SourceLink source={said.source} confidence={said.confidence} />
        ) : (
          to && "practices of this graph"
        ),
      sort: ({ said }) => said?.source.code,
    },
  ];
}

const share = (key: "shareOfFrom" | "shareOfTo", title: string): Column<TakeoverRow> => ({
  key,
  title,
  width: 6.5,
  numeric: true,
  cell: (row) => (row[key] === null ? "" : inPercent(row[key])),
  sort: (row) => row[key],
});
