import { type FocusEvent, memo, type PointerEvent, useMemo, useRef, useState } from "react";
import { cellInDirection } from "../../parts/move-focus.ts";
import { useFollow } from "../../parts/use-follow.ts";
import { useWidth } from "../../parts/use-width.ts";
import { type Area, leavesOf } from "./area.ts";
import { describe } from "./describe.ts";
import { bordersOf, layOut } from "./hex-layout.ts";
import { tilesFor } from "./tiles.ts";
import { tones } from "./tones.ts";
import "./hex-map.css";

interface HexMapProps {
  readonly england: Area;
  /** What is coloured; the rest of England stands pale around it. */
  readonly area: Area;
  /** Where a click on an area leads; undefined where it leads nowhere. */
  readonly linkOf: (area: Area) => string | undefined;
  readonly label: string;
}

/** How high the map is at most, in pixels. */
const tallest = 760;
/** A code has room in a tile of this width, in pixels. */
const roomForCode = 32;

/** England as hexagons, one a body and all of one size. One is in the order of the tab key; arrows go to its neighbours. */
export function HexMap({ england, area, linkOf, label }: HexMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [said, setSaid] = useState("");
  const follow = useFollow();
  const placed = useMemo(() => placedIn(england), [england]);
  const within = useMemo(() => new Set(leavesOf(area).map(({ code }) => code)), [area]);
  const layout = useMemo(() => layOut(placed.tiles.values(), width, tallest), [placed, width]);
  const borders = useMemo(() => bordersOf(placed.tiles, placed.groups, layout), [placed, layout]);
  const first = placed.leaves.find(({ code }) => within.has(code)) ?? placed.leaves[0];
  const say = ({ target }: FocusEvent | PointerEvent) =>
    setSaid((target as Element).closest("a")?.getAttribute("aria-label") ?? "");
  return (
    <figure className="hex-figure">
      {/* biome-ignore lint/a11y/useSemanticElements: a set of links that the arrow keys move between, not of form fields */}
      <div
        role="group"
        aria-label={label}
        className="hex-map"
        ref={box}
        style={{ height: layout.height }}
        onClick={follow}
        onFocus={say}
        onPointerOver={say}
        onKeyDown={(event) => {
          const next = cellInDirection(event.key, event.target as HTMLElement, event.currentTarget);
          if (!next) return;
          event.preventDefault();
          next.focus();
        }}
      >
        {width > 0 && (
          <div className="hex-tiles" style={{ width: layout.width, height: layout.height }}>
            {placed.leaves.map((leaf) => {
              const tile = placed.tiles.get(leaf.code ?? "");
              return (
                tile && (
                  <HexTile
                    key={leaf.id}
                    left={layout.left(tile)}
                    top={layout.top(tile)}
                    width={layout.tileWidth}
                    height={layout.tileHeight}
                    text={describe(leaf)}
                    tone={within.has(leaf.code) && leaf.tone ? tones[leaf.tone].className : "tone-elsewhere"}
                    code={layout.tileWidth >= roomForCode ? (leaf.code ?? "") : ""}
                    href={linkOf(leaf)}
                    tabIndex={leaf === first ? 0 : -1}
                  />
                )
              );
            })}
            <svg className="hex-borders" width={layout.width} height={layout.height} aria-hidden="true">
              <path className="hex-border-rim" d={borders} />
              <path d={borders} />
            </svg>
          </div>
        )}
      </div>
      <p className="hex-said" aria-hidden="true">
        {said || "Point at a hexagon, or move with the arrow keys, to read what it says."}
      </p>
    </figure>
  );
}

/** The bodies of a day that have a tile, and in which SHA each lies. */
function placedIn(england: Area) {
  const all = leavesOf(england);
  const known = tilesFor(all);
  const leaves = all.filter(({ code }) => known.has(code ?? ""));
  const tiles = new Map(leaves.flatMap(({ code }) => tileOf(code ?? "")));
  const groups = new Map(
    england.children.flatMap((group) => leavesOf(group).map(({ code }) => [code ?? "", groupOf(group)])),
  );
  return { leaves, tiles, groups };

  function tileOf(code: string) {
    const tile = known.get(code);
    return tile ? [[code, tile] as const] : [];
  }
}

/** From April 2013 no body lies in an SHA: England alone has a border. */
const groupOf = (group: Area): string => (group.kind === "SHA" ? (group.code ?? "") : "England");

interface HexTileProps {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly tone: string;
  readonly code: string;
  readonly href: string | undefined;
  readonly tabIndex: number;
}

/** A tile that stays the same from one day to the next is not drawn again. */
const HexTile = memo(function HexTile(props: HexTileProps) {
  const { left, top, width, height, text, tone, code, href, tabIndex } = props;
  return (
    <a
      className="hex-tile"
      style={{ left, top, width, height }}
      href={href}
      title={text}
      aria-label={text}
      tabIndex={tabIndex}
    >
      <span className={`hex ${tone}`}>{code}</span>
    </a>
  );
});
