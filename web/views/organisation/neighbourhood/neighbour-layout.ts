import { Graph, layout as layOut } from "@dagrejs/dagre";
import { kindsFromTop } from "../../../parts/enumerations.ts";
import type { Neighbour, NeighbourGraph, NeighbourLine } from "./neighbours.ts";

/** A box, where it is drawn: in pixels, from its left upper corner. */
export interface PlacedNeighbour {
  readonly neighbour: Neighbour;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLine {
  readonly line: NeighbourLine;
  /** From left to right. */
  readonly path: string;
  /** Where what the line comes from is at its right. */
  readonly isBackward: boolean;
}

export interface NeighbourLayout {
  readonly boxes: readonly PlacedNeighbour[];
  readonly lines: readonly PlacedLine[];
  /** The kinds that are there, each with the left edge of its column. */
  readonly columns: readonly { readonly kind: Neighbour["kind"]; readonly x: number }[];
  readonly columnWidth: number;
  readonly width: number;
  readonly height: number;
}

export const boxHeight = 30;
/** Of each organisation in an open bundle. */
export const rowHeight = 22;
/** An open bundle names so many; the table has them all. */
export const maxNamed = 20;
const gap = 46;
const narrowest = 132;
const widest = 230;
/** Above the boxes stands the name of their column. */
const top = 34;

/** A column a kind, in the order of the layers; within a column in such an order that few lines cross. */
export function layOutNeighbours(
  { neighbours, lines }: NeighbourGraph,
  open: ReadonlySet<string>,
  room: number,
): NeighbourLayout {
  const kinds = kindsFromTop.filter((kind) => neighbours.some((neighbour) => neighbour.kind === kind));
  const columnWidth = Math.min(
    widest,
    Math.max(narrowest, (room - gap * (kinds.length - 1)) / kinds.length - 1),
  );
  const left = (kind: Neighbour["kind"]) => kinds.indexOf(kind) * (columnWidth + gap);
  const heightOf = ({ id, members }: Neighbour) =>
    open.has(id) && members.length > 1 ? boxHeight + 8 + rowsOf(members.length) * rowHeight : boxHeight;
  const { middleOf, passing } = placed(neighbours, lines, kinds, heightOf);
  const boxes = neighbours.map((neighbour) => {
    const height = heightOf(neighbour);
    const y = top + middleOf(neighbour.id) - height / 2;
    return { neighbour, x: left(neighbour.kind), y, width: columnWidth, height };
  });
  const byId = new Map(boxes.map((box) => [box.neighbour.id, box]));
  return {
    boxes,
    lines: lines.flatMap((line) => {
      const [from, to] = [byId.get(line.from), byId.get(line.to)];
      if (!from || !to) return [];
      const aside = asideOf(line, lines);
      const between = passing(line).map(({ kind, y }) => ({ x: left(kind), y: top + y + aside }));
      return [{ line, path: pathOf(from, to, between, aside), isBackward: from.x > to.x }];
    }),
    columns: kinds.map((kind) => ({ kind, x: left(kind) })),
    columnWidth,
    width: kinds.length * (columnWidth + gap) - gap,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) + 6,
  };
}

/** The last row says how many more there are. */
const rowsOf = (members: number): number => (members > maxNamed ? maxNamed + 1 : members);

interface Passed {
  readonly kind: Neighbour["kind"];
  readonly y: number;
}

/** How high each box stands, and where a line passes the columns between its ends, by Sugiyama's method. */
function placed(
  neighbours: readonly Neighbour[],
  lines: readonly NeighbourLine[],
  kinds: readonly Neighbour["kind"][],
  heightOf: (neighbour: Neighbour) => number,
) {
  const graph = new Graph({ multigraph: true });
  // Ranks are ours: the kinds. The program takes a function, which its types do not name.
  const ranked = { rankdir: "LR", nodesep: 12, edgesep: 8, ranksep: 2 * columnStep, ranker: asRanked };
  graph.setGraph(ranked);
  const kindOf = new Map(neighbours.map(({ id, kind }) => [id, kind]));
  const columnOf = (id: string) => kinds.indexOf(kindOf.get(id) ?? "SHA");
  for (const neighbour of neighbours) {
    // The layout counts every other rank, to have room for labels between.
    const rank = 2 * columnOf(neighbour.id);
    graph.setNode(neighbour.id, { width: 1, height: heightOf(neighbour), rank });
  }
  for (const { from, to, key } of lines) {
    const [first, last] = columnOf(from) <= columnOf(to) ? [from, to] : [to, from];
    // What lies in one column is drawn beside it, and orders nothing.
    if (columnOf(first) < columnOf(last)) graph.setEdge(first, last, { minlen: 1 }, key);
  }
  layOut(graph as Parameters<typeof layOut>[0]);
  return {
    middleOf: (id: string): number => graph.node(id).y,
    passing: ({ from, to, key }: NeighbourLine): readonly Passed[] => {
      const [first, last] = columnOf(from) <= columnOf(to) ? [from, to] : [to, from];
      const points: readonly { x: number; y: number }[] = graph.edge(first, last, key)?.points ?? [];
      return kinds.slice(columnOf(first) + 1, Math.max(0, columnOf(last))).map((kind, index) => {
        const x = graph.node(first).x + (index + 1) * columnDistance;
        const nearest = [...points].sort((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
        return { kind, y: nearest?.y ?? 0 };
      });
    },
  };
}

const columnStep = 50;
/** From the middle of one column to that of the next, in the layout's own units. */
const columnDistance = 2 * columnStep + 1;

/** Each box has its rank already; the root, which the layout adds for a while, gets one. */
function asRanked(graph: Graph): void {
  for (const id of graph.nodes()) graph.node(id).rank ??= 0;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far beside the middle a line runs, so that those between the same two boxes are all seen. */
function asideOf(line: NeighbourLine, lines: readonly NeighbourLine[]): number {
  const ends = ({ from, to }: NeighbourLine) => [from, to].sort().join(" ");
  const alike = lines.filter((other) => ends(other) === ends(line));
  return (alike.indexOf(line) - (alike.length - 1) / 2) * 7;
}

/** From the side of one box to that of the other, level where it passes a column; within a column, an arc beside it. */
function pathOf(
  from: PlacedNeighbour,
  to: PlacedNeighbour,
  between: readonly Point[],
  aside: number,
): string {
  const [first, last] = from.x <= to.x ? [from, to] : [to, from];
  const middle = ({ y, height }: PlacedNeighbour) => y + height / 2 + aside;
  const right = first.x + first.width;
  if (first.x === last.x) {
    const bow = right + gap * 0.8;
    return `M${right} ${middle(from)}C${bow} ${middle(from)} ${bow} ${middle(to)} ${right} ${middle(to)}`;
  }
  const passed = between.map(({ x, y }) => ({ start: x, end: x + first.width, height: y }));
  let [x, y] = [right, middle(first)];
  let path = `M${round(x)} ${round(y)}`;
  for (const { start, end, height } of [...passed, { start: last.x, end: last.x, height: middle(last) }]) {
    const half = round((x + start) / 2);
    path += `C${half} ${round(y)} ${half} ${round(height)} ${round(start)} ${round(height)}H${round(end)}`;
    [x, y] = [end, height];
  }
  return path;
}

const round = (value: number): number => Math.round(value * 10) / 10;
