import type { Area } from "./area.ts";

/** A row of the table: an area that the picture paints, and what it lies in. */
export interface AreaRow {
  readonly area: Area;
  readonly within: string;
}

/** What the picture paints, each with what it lies in below the area shown. */
export function areaRows(area: Area, way: readonly string[] = []): readonly AreaRow[] {
  if (area.children.length === 0) return way.length === 0 ? [] : [{ area, within: way.slice(1).join(", ") }];
  return area.children.flatMap((child) => areaRows(child, [...way, area.name]));
}
