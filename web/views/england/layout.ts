import { type HierarchyRectangularNode, hierarchy, treemap } from "d3-hierarchy";
import type { Area, SizeBy } from "./area.ts";

export type TreemapCell = HierarchyRectangularNode<Area>;

/** Height of a heading line in the picture, in pixels. */
export const headingHeight = { 1: 20, 2: 16 } as const;
/** A group smaller than this has no heading of its own: its cells need the room. */
const smallest = { width: 60, height: 52 };

/** Where each area lies in a picture of this size: areas within areas, as large as their patients or practices are many. */
export function cellsOf(root: Area, sizeBy: SizeBy, width: number, height: number): readonly TreemapCell[] {
  const tree = hierarchy<Area>(root, ({ children }) => children as Area[])
    .sum((area) => (area.children.length === 0 ? area[sizeBy] : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || a.data.id.localeCompare(b.data.id));
  return treemap<Area>()
    .size([width, height])
    .round(true)
    .paddingInner((node) => (node.depth === 0 ? 3 : 1))
    .paddingTop((node) => (hasHeading(node) ? headingHeight[node.depth as 1 | 2] : 0))(tree)
    .descendants()
    .filter(({ depth, value, x0, x1, y0, y1 }) => depth > 0 && value && x1 > x0 && y1 > y0);
}

/** Whether a group is large enough to be named in the picture. */
export function hasHeading({ depth, children, x0, x1, y0, y1 }: TreemapCell): boolean {
  return (
    Boolean(children) &&
    (depth === 1 || depth === 2) &&
    x1 - x0 >= smallest.width &&
    y1 - y0 >= smallest.height
  );
}

/** Of a name in a cell: the height of a line, the width of a letter (on average, taken widely), of an m or w, and the room beside it, in pixels. */
const text = { line: 15, letter: 6, wideLetter: 9, beside: 8 } as const;

/** How many whole lines of a cell its name may take; 0 where its longest word would be cut. */
export function linesFor(name: string, width: number, height: number): number {
  const longest = Math.max(...name.split(/[\s-]+/).map(widthOf));
  return longest + text.beside <= width ? Math.floor((height - 2) / text.line) : 0;
}

function widthOf(word: string): number {
  const wide = word.match(/[mw]/gi)?.length ?? 0;
  return (word.length - wide) * text.letter + wide * text.wideLetter;
}
