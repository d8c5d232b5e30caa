import ccgGrid from "../../../seed/ccg-grid.csv?raw";
import pctGrid from "../../../seed/pct-grid.csv?raw";
import type { Area } from "./area.ts";

/** Where a body's hexagon stands: columns from the west, rows from the north; odd rows stand half a tile to the east. */
export interface Tile {
  readonly column: number;
  readonly row: number;
}

export type Tiles = ReadonlyMap<string, Tile>;

/** The columns of the tables that the map needs: code, col, row. */
function read(table: string): Tiles {
  const [heading = "", ...lines] = table.trim().split(/\r?\n/);
  const columns = heading.split(",");
  const at = (line: readonly string[], column: string) => line[columns.indexOf(column)] ?? "";
  return new Map(
    lines
      .map((line) => line.split(","))
      .map((line) => [at(line, "code"), { column: Number(at(line, "col")), row: Number(at(line, "row")) }]),
  );
}

const pctTiles = read(pctGrid);
const ccgTiles = read(ccgGrid);

/** The tiles of a day: PCTs' while there are PCTs, then those of clinical commissioning groups. */
export const tilesFor = (leaves: readonly Area[]): Tiles =>
  leaves.some(({ kind }) => kind === "PCT") ? pctTiles : ccgTiles;
