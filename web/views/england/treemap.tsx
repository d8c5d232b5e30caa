import { type KeyboardEvent, memo, useMemo, useRef } from "react";
import { cellInDirection } from "../../parts/move-focus.ts";
import { useFollow } from "../../parts/use-follow.ts";
import { useWidth } from "../../parts/use-width.ts";
import type { Area, SizeBy } from "./area.ts";
import { describe } from "./describe.ts";
import { cellsOf, hasHeading, headingHeight, linesFor, type TreemapCell } from "./layout.ts";
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
  const follow = useFollow();
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
      onClick={follow}
    >
      {width > 0 &&
        cells
          .filter((cell) => !cell.children || hasHeading(cell))
          .map((cell) => (
            <CellBox
              key={cell.data.id}
              {...boxOf(cell)}
              href={linkOf(cell.data)}
              tabIndex={cell === first ? 0 : -1}
            />
          ))}
    </div>
  );
}

/** What a cell shows, in plain values: a cell that stays the same from one day to the next is not drawn again. */
function boxOf(cell: TreemapCell) {
  const { data, x0, x1, y0, y1, depth, children } = cell;
  const [width, height] = [x1 - x0, y1 - y0];
  const isHeading = Boolean(children);
  const short = shortName(data.name);
  const lines = isHeading ? 1 : linesFor(short, width, height);
  const tone = data.tone ? tones[data.tone].className : "";
  return {
    left: x0,
    top: y0,
    width,
    height: isHeading ? headingHeight[depth as 1 | 2] : height,
    className: isHeading ? `treemap-group treemap-group-${depth}` : `treemap-cell ${tone}`,
    text: describe(data),
    name: lines > 0 ? short : "",
    lines,
  };
}

interface CellBoxProps extends ReturnType<typeof boxOf> {
  readonly href: string | undefined;
  readonly tabIndex: number;
}

const CellBox = memo(function CellBox(props: CellBoxProps) {
  const { left, top, width, height, className, text, name, lines, href, tabIndex } = props;
  const place = { left, top, width, height };
  const label = name && (
    <span className="treemap-name" style={{ WebkitLineClamp: lines }}>
      {name}
    </span>
  );
  return href === undefined ? (
    <span className={className} style={place} title={text}>
      {label}
    </span>
  ) : (
    <a className={className} style={place} href={href} title={text} aria-label={text} tabIndex={tabIndex}>
      {label}
    </a>
  );
});

/** In the picture all PCTs are PCTs. */
const shortName = (name: string) => name.replace(/ (Teaching |Care )?(PCT|Trust)$/, "");
