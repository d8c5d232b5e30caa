import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLinkTo } from "../../../app/clocks.ts";
import { LinkedPicture } from "../../../parts/linked-picture.tsx";
import { ScrollBox } from "../../../parts/scroll-box.tsx";
import { useWidth } from "../../../parts/use-width.ts";
import { inEnglishWords } from "../../../parts/words.ts";
import type { End } from "../organisation-query.ts";
import type { LinkKind } from "./links.ts";
import { NeighbourBox } from "./neighbour-box.tsx";
import { layOutNeighbours } from "./neighbour-layout.ts";
import { lineWords } from "./neighbour-words.ts";
import type { NeighbourhoodChoice } from "./neighbourhood-choice.ts";
import type { NeighbourGraph } from "./neighbours.ts";
import "./neighbourhood.css";

interface NeighbourPictureProps {
  readonly graph: NeighbourGraph;
  /** The organisation whose page it is. */
  readonly centre: End;
  readonly choice: NeighbourhoodChoice;
  readonly svg: RefObject<SVGSVGElement | null>;
}

/** Of the box around the picture, at both sides together. */
const padding = 18;

/** A column a kind, from SHA to practices, with support beside. Names lead to pages; a sign opens, and closes. */
export function NeighbourPicture({ graph, centre, choice, svg }: NeighbourPictureProps) {
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box);
  const [said, setSaid] = useState("");
  const linkTo = useLinkTo();
  const layout = useMemo(
    () => layOutNeighbours(graph, choice.bundles, width - padding),
    [graph, choice.bundles, width],
  );
  const middle = layout.boxes.find(({ neighbour }) => neighbour.id === centre.code);
  const start = (middle?.x ?? 0) + (middle?.width ?? 0) / 2 - width / 2;
  useLayoutEffect(() => {
    // On a narrow screen it begins at the organisation whose page it is.
    box.current?.scrollTo({ left: start });
  }, [start]);
  return (
    <figure className="neighbourhood">
      <ScrollBox className="neighbourhood-scroll" box={box} label={`Neighbours of ${centre.name}, picture`}>
        {width > 0 && (
          <LinkedPicture
            svg={svg}
            label={`${centre.name} and its neighbours`}
            className="neighbourhood-picture"
            width={layout.width}
            height={layout.height}
            onSaid={setSaid}
          >
            <Arrows />
            {layout.columns.map(({ kind, x }) => (
              <text key={kind} className="neighbour-column" x={x} y="18">
                {columnNames[kind]}
              </text>
            ))}
            {layout.lines.map(({ line, path, isBackward }) => (
              <path
                key={line.key}
                className={`neighbour-line neighbour-${line.kind.toLowerCase()}`}
                d={path}
                {...arrowOf(line.kind, isBackward)}
                data-said={lineWords(line)}
              />
            ))}
            {layout.boxes.map((placed) => (
              <NeighbourBox
                key={placed.neighbour.id}
                placed={placed}
                isCentre={placed.neighbour.id === centre.code}
                choice={choice}
                pageOf={({ code }) => linkTo(`/organisations/${encodeURIComponent(code)}`)}
              />
            ))}
          </LinkedPicture>
        )}
      </ScrollBox>
      <p className="neighbourhood-said" aria-hidden="true">
        {said || "Point at a box or a line to read what it says; the table says the same."}
      </p>
    </figure>
  );
}

const columnNames: Readonly<Record<End["kind"], string>> = {
  SHA: "SHA",
  CLUSTER: "Cluster",
  PCT: "PCT",
  CONSORTIUM: "Consortium",
  PRACTICE: "Practices",
  SUPPORT_PROVIDER: "Support, beside",
};

/** What has a direction beside that of the columns ends in an arrow. */
const withArrow: readonly LinkKind[] = ["DELEGATION", "SUPPORT", "SUCCESSION"];

function arrowOf(kind: LinkKind, isBackward: boolean) {
  if (!withArrow.includes(kind)) return {};
  const arrow = `url(#arrow-${kind.toLowerCase()})`;
  return isBackward ? { markerStart: arrow } : { markerEnd: arrow };
}

function Arrows() {
  return (
    <defs>
      {withArrow
        .map((kind) => kind.toLowerCase())
        .map((kind) => (
          <marker
            key={kind}
            id={`arrow-${kind}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path className={`neighbour-arrow neighbour-arrow-${kind}`} d="M0 0 8 4 0 8z" />
          </marker>
        ))}
    </defs>
  );
}

/** What each line means that is drawn. */
export function NeighbourLegend({ graph }: { readonly graph: NeighbourGraph }) {
  const drawn = new Set(graph.lines.map(({ kind }) => kind));
  return (
    <ul className="legend" aria-label="Legend of the neighbourhood">
      {[...drawn].map((kind) => (
        <li key={kind}>
          <svg width="34" height="12" aria-hidden="true">
            <path className={`neighbour-line neighbour-${kind.toLowerCase()}`} d="M0 6H34" />
          </svg>
          {inEnglishWords(kind)}
        </li>
      ))}
      <li>
        <svg width="34" height="14" aria-hidden="true">
          <rect className="neighbour-frame neighbour-made-up" x="1" y="1" width="32" height="12" />
        </svg>
        made up
      </li>
    </ul>
  );
}
