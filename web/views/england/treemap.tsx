import { type KeyboardEvent, memo, useMemo, useRef } from "react";
import { Link } from "wouter";
import { inCounts, inPercent } from "../../parts/figures.ts";
import { useWidth } from "../../parts/use-width.ts";
import type { Area, SizeBy } from "./area.ts";
import { type Cell, cellsOf, hasHeading, headingHeight } from "./layout.ts";
import { cellInDirection } from "./move-focus.ts";
import { tones } from "./tones.ts";
import "./treemap.css";

interface TreemapProps {
  readonly root: Area;
  readonly sizeBy: SizeBy;
  /** Where a click on an area leads; undefined where it leads nowhere. */
  readonly linkOf: (area: Area) => string | undefined;
  readonly label: string;
}

/** The areas as a picture. One cell is in the order of the tab key; arrows go to its neighbours. */
export function Treemap({ root, sizeBy, linkOf, label }: TreemapProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const height = Math.round(Math.min(680, Math.max(420, width * 0.78)));
  const cells = useMemo(() => cellsOf(root, sizeBy, width, height), [root, sizeBy, width, height]);
  const first = cells.find((cell) => !cell.children || hasHeading(cell));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = cellInDirection(event.key, event.target as HTMLElement, event.currentTarget);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of links that the arrow keys move between, not of form fields
    <div
      role="group"
      aria-label={label}
      className="treemap"
      ref={box}
      style={{ height }}
      onKeyDown={onKeyDown}
    >
      {width > 0 &&
        cells.map((cell) => (
          <CellBox
            key={cell.data.id}
            cell={cell}
            href={linkOf(cell.data)}
            tabIndex={cell === first ? 0 : -1}
          />
        ))}
    </div>
  );
}

interface CellBoxProps {
  readonly cell: Cell;
  readonly href: string | undefined;
  readonly tabIndex: number;
}

const CellBox = memo(function CellBox({ cell, href, tabIndex }: CellBoxProps) {
  const { data, x0, x1, y0, y1, children } = cell;
  const place = { left: x0, top: y0, width: x1 - x0, height: y1 - y0 };
  const text = describe(data);
  if (children) {
    if (!hasHeading(cell)) return null;
    const className = `treemap-group treemap-group-${cell.depth}`;
    const heading = { ...place, height: headingHeight[cell.depth as 1 | 2] };
    return (
      <Link
        className={className}
        style={heading}
        href={href ?? ""}
        title={text}
        aria-label={text}
        tabIndex={tabIndex}
      >
        <span>{data.name}</span>
      </Link>
    );
  }
  const className = `treemap-cell ${data.tone ? tones[data.tone].className : ""}`;
  const named = place.width >= 44 && place.height >= 18;
  const label = named && <span className="treemap-name">{shortName(data.name)}</span>;
  return href === undefined ? (
    <span className={className} style={place} title={text}>
      {label}
    </span>
  ) : (
    <Link className={className} style={place} href={href} title={text} aria-label={text} tabIndex={tabIndex}>
      {label}
    </Link>
  );
});

/** In the picture all PCTs are PCTs. */
const shortName = (name: string) => name.replace(/ (Teaching |Care )?(PCT|Trust)$/, "");

/** An area in words, as its colour and size say it. */
export function describe({ name, tone, share, patients, practices, kind, synthetic }: Area): string {
  return [
    name,
    tone && tones[tone].label,
    share !== undefined && share !== null && `${inPercent(share)} of its budget delegated`,
    kind === "PRACTICE" && patients === 0 ? "patients not counted" : `${inCounts(patients)} patients`,
    kind !== "PRACTICE" && `${inCounts(practices)} practices`,
    synthetic && "synthetic",
  ]
    .filter(Boolean)
    .join(", ");
}
