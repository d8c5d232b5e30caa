import type { Tile, Tiles } from "./tiles.ts";

/** A point-up hexagon is as high as its width times this; the next row begins after three quarters of that. */
const heightToWidth = 2 / Math.sqrt(3);
const rowToWidth = heightToWidth * 0.75;

/** A picture of hexagons: in pixels, from its upper left corner. */
export interface HexLayout {
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly width: number;
  readonly height: number;
  readonly left: (tile: Tile) => number;
  readonly top: (tile: Tile) => number;
}

/** Tiles as large as fit into a width and a height. */
export function layOut(tiles: Iterable<Tile>, availableWidth: number, availableHeight: number): HexLayout {
  const all = [...tiles];
  const columns = Math.max(0, ...all.map((tile) => tile.column + shift(tile) + 1));
  const lastRow = Math.max(0, ...all.map(({ row }) => row));
  const tileWidth = Math.min(
    availableWidth / Math.max(1, columns),
    availableHeight / (lastRow * rowToWidth + heightToWidth),
  );
  const tileHeight = tileWidth * heightToWidth;
  return {
    tileWidth,
    tileHeight,
    width: columns * tileWidth,
    height: lastRow * rowToWidth * tileWidth + tileHeight,
    left: (tile) => (tile.column + shift(tile)) * tileWidth,
    top: ({ row }) => row * rowToWidth * tileWidth,
  };
}

const shift = ({ row }: Tile): number => (row % 2 === 1 ? 0.5 : 0);

/** A neighbour's column and row, and the corners of the side between: 0 is the top one, then clockwise. */
const sides = [
  { side: "north-east", corners: [0, 1], row: -1, even: 0, odd: 1 },
  { side: "east", corners: [1, 2], row: 0, even: 1, odd: 1 },
  { side: "south-east", corners: [2, 3], row: 1, even: 0, odd: 1 },
  { side: "south-west", corners: [3, 4], row: 1, even: -1, odd: 0 },
  { side: "west", corners: [4, 5], row: 0, even: -1, odd: -1 },
  { side: "north-west", corners: [5, 0], row: -1, even: -1, odd: 0 },
] as const;

/** The lines between groups, and around them, as the data of an SVG path. */
export function bordersOf(tiles: Tiles, groupOf: ReadonlyMap<string, string>, layout: HexLayout): string {
  const groups = new Map<string, string | undefined>();
  for (const [code, tile] of tiles) {
    const group = groupOf.get(code);
    if (group !== undefined) groups.set(placeOf(tile.column, tile.row), group);
  }
  const lines: string[] = [];
  for (const [code, tile] of tiles) {
    const group = groupOf.get(code);
    if (group === undefined) continue;
    for (const { corners, row, even, odd } of sides) {
      const column = tile.column + (tile.row % 2 === 1 ? odd : even);
      const beside = groups.get(placeOf(column, tile.row + row));
      // A line between two groups is drawn once.
      if (beside === group || (beside !== undefined && beside < group)) continue;
      const [from, to] = corners.map((corner) => cornerOf(tile, corner, layout));
      lines.push(`M${from}L${to}`);
    }
  }
  return lines.join("");
}

const placeOf = (column: number, row: number): string => `${column},${row}`;

function cornerOf(tile: Tile, corner: number, { left, top, tileWidth, tileHeight }: HexLayout): string {
  const x = [0.5, 1, 1, 0.5, 0, 0][corner] ?? 0;
  const y = [0, 0.25, 0.75, 1, 0.75, 0.25][corner] ?? 0;
  return `${(left(tile) + x * tileWidth).toFixed(1)} ${(top(tile) + y * tileHeight).toFixed(1)}`;
}
