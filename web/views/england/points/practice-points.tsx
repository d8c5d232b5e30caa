import { useEffect, useMemo, useRef, useState } from "react";
import { Link } from "wouter";
import { useLinkTo } from "../../../app/clocks.ts";
import { type Column, DataTable } from "../../../parts/data-table.tsx";
import { inCounts } from "../../../parts/figures.ts";
import { useWidth } from "../../../parts/use-width.ts";
import type { PracticeRow } from "../england-query.ts";
import {
  type GridPosition,
  layOutPoints,
  type OutcodePoint,
  placedPractices,
  readOutcodes,
  realPractices,
} from "./outcode-points.ts";
import "./practice-points.css";

interface PracticePointsProps {
  readonly practices: readonly PracticeRow[];
  /** The area and its day, in words. */
  readonly of: string;
}

/** Where the real practices of an area are, by the first half of their postcodes; nothing where all are made up. */
export function PracticePoints({ practices, of }: PracticePointsProps) {
  const isShown = realPractices(practices).length > 0;
  const places = useOutcodes(isShown);
  const { points, unplaced } = useMemo(
    () => placedPractices(practices, places ?? new Map()),
    [practices, places],
  );
  if (!isShown || !places) return null;
  const caption = `Where the practices of ${of} are, by outcode`;
  return (
    <section className="practice-points">
      <h2>Where its practices are</h2>
      {points.length > 0 && (
        <>
          <Points points={points} label={caption} />
          <p className="note">
            A circle an outcode, at the middle of its postcodes, larger where there are more practices; not
            the surgeries’ own places.{" "}
            {unplaced > 0 && `${inCounts(unplaced)} have no postcode that is known, and are in neither. `}
            Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail
            copyright and database right 2025. Contains National Statistics data © Crown copyright and
            database right 2025.
          </p>
          <PointTable points={points} caption={caption} />
        </>
      )}
      {points.length === 0 && (
        <p>No postcode of them is known here, so that nobody can say where they are.</p>
      )}
    </section>
  );
}

/** Loaded with the first real practice that is shown. */
function useOutcodes(isWanted: boolean): ReadonlyMap<string, GridPosition> | undefined {
  const [places, setPlaces] = useState<ReadonlyMap<string, GridPosition>>();
  useEffect(() => {
    if (!isWanted) return;
    let isLeft = false;
    void import("../../../../seed/outcodes.csv?raw").then(({ default: table }) => {
      if (!isLeft) setPlaces(readOutcodes(table));
    });
    return () => {
      isLeft = true;
    };
  }, [isWanted]);
  return places;
}

function Points({ points, label }: { readonly points: readonly OutcodePoint[]; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layOutPoints(points, Math.max(280, width)), [points, width]);
  return (
    <div className="points-box" ref={box}>
      {width > 0 && (
        <svg role="img" aria-label={label} width={layout.width} height={layout.height}>
          {layout.circles.map(({ outcode, practices, x, y, radius }) => (
            <g key={outcode}>
              <circle className="point" cx={x} cy={y} r={radius}>
                <title>{`${outcode}: ${practices.map(({ name }) => name).join(", ")}`}</title>
              </circle>
              <text className="point-name" x={x + radius + 3} y={y} dy="0.35em">
                {outcode}
              </text>
            </g>
          ))}
          <g transform={`translate(12 ${layout.height - 12})`}>
            <path className="points-bar" d={`M0 -4V0H${layout.bar.pixels}V-4`} />
            <text className="point-name" x={layout.bar.pixels + 6} dy="0.1em">
              {layout.bar.km} km
            </text>
          </g>
        </svg>
      )}
    </div>
  );
}

function PointTable({
  points,
  caption,
}: {
  readonly points: readonly OutcodePoint[];
  readonly caption: string;
}) {
  const linkTo = useLinkTo();
  const columns: readonly Column<OutcodePoint>[] = [
    {
      key: "outcode",
      title: "Outcode",
      width: 6,
      cell: ({ outcode }) => outcode,
      sort: ({ outcode }) => outcode,
    },
    {
      key: "count",
      title: "Practices",
      width: 6,
      numeric: true,
      cell: ({ practices }) => inCounts(practices.length),
      sort: ({ practices }) => practices.length,
    },
    {
      key: "names",
      title: "Which",
      width: 40,
      cell: ({ practices }) =>
        practices.map(({ code, name }, index) => (
          <span key={code}>
            {index > 0 && "; "}
            <Link href={linkTo(`/organisations/${code}`)}>{name}</Link>
          </span>
        )),
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={points} rowKey={({ outcode }) => outcode} />;
}
