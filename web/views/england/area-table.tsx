import { useMemo } from "react";
import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { inCounts, inKnown, inPercent } from "../../parts/figures.ts";
import { saveCsvText } from "../../parts/save-blob.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import type { Area } from "./area.ts";
import { type AreaRow, areaRows } from "./area-rows.ts";
import { tones } from "./tones.ts";
import { isZoomable } from "./zoom.ts";

interface AreaTableProps {
  readonly area: Area;
  readonly caption: string;
  /** What the colours of areas say, as the heading of their column; practices are coloured by how they stand. */
  readonly colours: string;
  readonly fileName: string;
  readonly zoomTo: (code: string | null) => string;
}

/** The same as the picture, in words and figures. */
export function AreaTable({ area, caption, colours, fileName, zoomTo }: AreaTableProps) {
  const linkTo = useLinkTo();
  const rows = useMemo(() => areaRows(area), [area]);
  const columns = columnsFor(rows, colours, ({ code, kind, name }: Area) => {
    if (code === null) return name;
    const isGroup = isZoomable({ code, kind } as Area);
    return <Link href={isGroup ? zoomTo(code) : linkTo(`/organisations/${code}`)}>{name}</Link>;
  });
  return (
    <div>
      <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ area }) => area.id} />
      {rows.length > 0 && (
        <p>
          <button type="button" className="button-secondary" onClick={() => void saveCsv(rows, fileName)}>
            Save this table as CSV
          </button>
        </p>
      )}
    </div>
  );
}

async function saveCsv(rows: readonly AreaRow[], fileName: string): Promise<void> {
  const { areaCsv } = await import("./area-csv.ts");
  saveCsvText(areaCsv(rows), fileName);
}

function columnsFor(
  rows: readonly AreaRow[],
  colours: string,
  named: (area: Area) => React.ReactNode,
): readonly Column<AreaRow>[] {
  const has = (test: (area: Area) => boolean) => rows.some(({ area }) => test(area));
  const columns: readonly (Column<AreaRow> | false)[] = [
    { key: "name", title: "Name", width: 11, cell: ({ area }) => named(area), sort: ({ area }) => area.name },
    {
      key: "tone",
      title: has(({ kind }) => kind !== "PRACTICE") ? colours : "Delegation",
      width: 7.75,
      cell: ({ area }) => area.tone && tones[area.tone].label,
      sort: ({ area }) => area.tone && tones[area.tone].label,
    },
    {
      key: "patients",
      title: "Patients",
      width: 6.5,
      numeric: true,
      cell: ({ area }) => (area.patients === 0 ? "none counted" : inCounts(area.patients)),
      sort: ({ area }) => area.patients,
    },
    has(({ share }) => share !== undefined) && {
      key: "share",
      title: "Share",
      width: 4.25,
      numeric: true,
      cell: ({ area }) => inPercent(area.share),
      sort: ({ area }) => area.share,
    },
    has(({ outside }) => outside !== undefined) && {
      key: "outside",
      title: "Outside",
      width: 5.25,
      numeric: true,
      cell: ({ area }) => (area.outside === null ? "not known" : area.outside && inCounts(area.outside)),
      sort: ({ area }) => area.outside,
    },
    {
      key: "source",
      title: "Source",
      width: 6.5,
      cell: ({ area }) => area.source && <SourceLink source={area.source} />,
      sort: ({ area }) => area.source?.code,
    },
    has(({ kind }) => kind !== "PRACTICE") && {
      key: "practices",
      title: "Practices",
      width: 6,
      numeric: true,
      cell: ({ area }) => inKnown(area.practices),
      sort: ({ area }) => area.practices,
    },
    { key: "within", title: "In", width: 16, cell: ({ within }) => within, sort: ({ within }) => within },
  ];
  return columns.filter((column) => column !== false);
}
