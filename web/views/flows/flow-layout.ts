import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import type { FlowGraph, FlowKind, FlowNode } from "./flow-graph.ts";

/** Room for a line of text beside each bar, in pixels. */
const lineHeight = 18;
const barWidth = 14;
/** To the right of the last column, for its names. */
const nameWidth = 290;
const shortest = 480;

export interface PlacedNode extends FlowNode {
  readonly value: number;
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** Room for its name, up to the next column, in pixels. */
  readonly room: number;
}

export interface PlacedLink {
  readonly key: string;
  readonly source: FlowNode;
  readonly target: FlowNode;
  readonly kind: FlowKind;
  readonly value: number;
  /** Data of an SVG path along its middle. */
  readonly path: string;
  readonly width: number;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
}

interface Amount {
  readonly kind: FlowKind;
  readonly value: number;
}

/** Places the bars in their columns, one below the other in their order, as wide as there is room for. */
export function layOutFlow({ nodes, links }: FlowGraph, width: number): FlowLayout {
  if (nodes.length === 0) return { width, height: 0, nodes: [], links: [] };
  const columns = Math.max(...nodes.map(({ column }) => column)) + 1;
  const max = Math.max(
    ...Array.from({ length: columns }, (_, at) => nodes.filter(({ column }) => column === at).length),
  );
  const height = Math.max(shortest, max * lineHeight * 1.6);
  const laidOut = sankey<FlowNode, Amount>()
    .nodeId(({ id }) => id)
    .nodeAlign((node) => (node as unknown as FlowNode).column)
    .nodeSort(null as never)
    .linkSort(null as never)
    .nodeWidth(barWidth)
    .nodePadding(Math.min(lineHeight, (0.5 * height) / max))
    .extent([
      [1, lineHeight / 2],
      [width - nameWidth, height - lineHeight / 2],
    ])({ nodes: nodes.map((node) => ({ ...node })), links: links.map((link) => ({ ...link })) });
  const starts = [...new Set(laidOut.nodes.map(({ x0 = 0 }) => x0))].sort((a, b) => a - b);
  const roomFrom = (x1: number) => (starts.find((start) => start > x1) ?? width) - x1;
  const pathOf = sankeyLinkHorizontal<FlowNode, Amount>();
  return {
    width,
    height,
    nodes: laidOut.nodes.map(({ x0 = 0, x1 = 0, y0 = 0, y1 = 0, value = 0, ...node }) => ({
      ...node,
      ...{ x0, x1, y0, y1, value, room: roomFrom(x1) },
    })),
    links: laidOut.links.map((link) => {
      const [source, target] = [link.source as FlowNode, link.target as FlowNode];
      return {
        key: `${link.kind} ${source.id} ${target.id}`,
        ...{ source, target, kind: link.kind, value: link.value },
        path: pathOf(link) ?? "",
        width: Math.max(1, link.width ?? 0),
      };
    }),
  };
}
