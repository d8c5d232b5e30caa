import type { ElementDefinition, LayoutOptions, StylesheetJson } from "cytoscape";
import { endsOfLinks, type Link, type LinkKind } from "./links.ts";
import type { End } from "./organisation-query.ts";

/** As the page is now: light or dark. */
export interface Colours {
  readonly text: string;
  readonly background: string;
}

/** Each kind has a shape and a line style of its own beside its colour. */
const nodeLooks: Readonly<
  Record<
    End["kind"],
    {
      readonly colour: string;
      readonly shape: "ellipse" | "rectangle" | "diamond" | "hexagon" | "triangle" | "octagon";
    }
  >
> = {
  SHA: { colour: "#7c2855", shape: "octagon" },
  CLUSTER: { colour: "#ae2573", shape: "hexagon" },
  PCT: { colour: "#1f78c8", shape: "rectangle" },
  CONSORTIUM: { colour: "#007f8a", shape: "diamond" },
  PRACTICE: { colour: "#768692", shape: "ellipse" },
  SUPPORT_PROVIDER: { colour: "#d98200", shape: "triangle" },
};

const lineLooks: Readonly<
  Record<LinkKind, { readonly colour: string; readonly style: "solid" | "dashed" | "dotted" }>
> = {
  MEMBERSHIP: { colour: "#768692", style: "solid" },
  DELEGATION: { colour: "#1f78c8", style: "solid" },
  SUPPORT: { colour: "#d98200", style: "dashed" },
  SUCCESSION: { colour: "#ae2573", style: "dotted" },
  OUTSIDE: { colour: "#d5281b", style: "dotted" },
};

/** Among many, practices go without their names: the table has them. */
export function elementsOf(links: readonly Link[], code: string): ElementDefinition[] {
  const ends = endsOfLinks(links);
  const isNamed = (end: End) => ends.length <= 40 || end.kind !== "PRACTICE" || end.code === code;
  const nodes = ends.map((end) => ({
    data: {
      id: end.code,
      label: isNamed(end) ? end.name : "",
      ...nodeLooks[end.kind],
      size: end.code === code ? 36 : 20,
    },
  }));
  const lines = links.map(({ factId, from, to, kind }) => ({
    data: {
      id: factId,
      source: from.code,
      target: to.code,
      line: lineLooks[kind].colour,
      lineStyle: lineLooks[kind].style,
    },
  }));
  return [...nodes, ...lines];
}

export function styleFor({ text }: Colours): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        "background-color": "data(colour)",
        shape: "data(shape)" as "ellipse",
        width: "data(size)",
        height: "data(size)",
        label: "data(label)",
        color: text,
        "font-size": 10,
        "text-wrap": "ellipsis",
        "text-max-width": "140px",
        "text-valign": "bottom",
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.5,
        "line-color": "data(line)",
        "line-style": "data(lineStyle)" as "solid",
        "target-arrow-color": "data(line)",
        "target-arrow-shape": "triangle",
        "curve-style": "bezier",
      },
    },
  ];
}

/** Forces untangle a few; of many, rings are drawn at once. */
export function layoutFor(links: number): LayoutOptions {
  if (links > 120) return { name: "concentric", minNodeSpacing: 12, animate: false };
  return {
    name: "cose",
    animate: false,
    randomize: false,
    nodeRepulsion: () => 40_000,
    idealEdgeLength: () => 70,
  };
}
