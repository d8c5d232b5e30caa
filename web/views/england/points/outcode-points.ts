import { grouped } from "../../../parts/grouped.ts";
import type { PracticeRow } from "../england-query.ts";

/** Where an outcode lies: the mean of its postcodes on the National Grid, in metres. */
export interface GridPosition {
  readonly easting: number;
  readonly northing: number;
}

/** The practices of one outcode: nearer nobody can say from a table of outcodes. */
export interface OutcodePoint extends GridPosition {
  readonly outcode: string;
  readonly practices: readonly PracticeRow[];
}

export interface PlacedPractices {
  /** The most practices first, so that what is drawn later is not covered. */
  readonly points: readonly OutcodePoint[];
  /** Real practices without a postcode that the table knows. */
  readonly unplaced: number;
}

/** The table in seed/: outcode, easting, northing. */
export function readOutcodes(table: string): ReadonlyMap<string, GridPosition> {
  const [, ...lines] = table.trim().split(/\r?\n/);
  return new Map(
    lines.map((line) => {
      const [outcode = "", easting, northing] = line.split(",");
      return [outcode, { easting: Number(easting), northing: Number(northing) }];
    }),
  );
}

/** The first half of a postcode, with a space in it or without one. */
export function outcodeOf(postcode: string): string {
  const [first = "", second] = postcode.trim().toUpperCase().split(/\s+/);
  return second === undefined ? first.slice(0, -3) : first;
}

/** What is made up stands nowhere in England. */
export const realPractices = (practices: readonly PracticeRow[]): readonly PracticeRow[] =>
  practices.filter(({ confidence }) => confidence !== "SYNTHETIC");

/** Real practices by outcode. */
export function placedPractices(
  practices: readonly PracticeRow[],
  places: ReadonlyMap<string, GridPosition>,
): PlacedPractices {
  const real = realPractices(practices);
  const points = grouped(real, ({ postcode }) => outcodeOf(postcode ?? "")).flatMap((inOne) => {
    const outcode = outcodeOf(inOne[0]?.postcode ?? "");
    const place = places.get(outcode);
    return place ? [{ ...place, outcode, practices: inOne }] : [];
  });
  const placed = points.reduce((sum, point) => sum + point.practices.length, 0);
  return {
    points: points.sort((a, b) => b.practices.length - a.practices.length),
    unplaced: real.length - placed,
  };
}

export interface PointLayout {
  readonly width: number;
  readonly height: number;
  readonly circles: readonly (OutcodePoint & {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
  })[];
  /** A length on the ground, and as drawn. */
  readonly bar: { readonly km: number; readonly pixels: number };
}

const margin = 40;
const tallest = 480;

/** North is up, and a kilometre is as long in either direction. */
export function layOutPoints(points: readonly OutcodePoint[], room: number): PointLayout {
  const [left, right] = extent(points.map(({ easting }) => easting));
  const [bottom, top] = extent(points.map(({ northing }) => northing));
  const scale = Math.min((room - 2 * margin) / (right - left), (tallest - 2 * margin) / (top - bottom));
  const km = [50, 20, 10, 5, 2, 1].find((length) => length * 1_000 * scale <= room / 4) ?? 1;
  return {
    width: room,
    height: Math.round((top - bottom) * scale) + 2 * margin,
    circles: points.map((point) => ({
      ...point,
      x: (room - (right - left) * scale) / 2 + (point.easting - left) * scale,
      y: margin + (top - point.northing) * scale,
      radius: 4 + 3 * Math.sqrt(point.practices.length),
    })),
    bar: { km, pixels: Math.round(km * 1_000 * scale) },
  };
}

/** From the least to the greatest, at least four kilometres: a single point stands in their middle. */
function extent(values: readonly number[]): readonly [number, number] {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const short = Math.max(0, 4_000 - (greatest - least)) / 2;
  return [least - short, greatest + short];
}
