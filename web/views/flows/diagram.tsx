import { useMemo, useRef, useState } from "react";
import { LinkedPicture } from "../../parts/linked-picture.tsx";
import type { PictureWords } from "../../parts/published/picture-words.ts";
import { SavePicture } from "../../parts/published/save-picture.tsx";
import { ScrollBox } from "../../parts/scroll-box.tsx";
import { useWidth } from "../../parts/use-width.ts";
import type { FlowGraph } from "./flow-graph.ts";
import { layOutFlow, type PlacedLink, type PlacedNode } from "./flow-layout.ts";
import "./flows.css";

interface DiagramProps {
  readonly graph: FlowGraph;
  readonly label: string;
  /** An amount in words, such as "£870m". */
  readonly inWords: (value: number) => string;
  /** The same where there is little room; in words where absent. */
  readonly inShort?: (value: number) => string;
  /** What is written into a picture that is saved, and its file's name without an ending. */
  readonly words: PictureWords;
  readonly fileName: string;
}

/** Narrower, and names would cover the ribbons: it scrolls sideways then. */
const narrowest = 680;

/** Bars and the ribbons between them. A bar is a link where it has a page; arrows go from one to the next. */
export function Diagram({ graph, label, inWords, inShort = inWords, words, fileName }: DiagramProps) {
  const svg = useRef<SVGSVGElement>(null);
  const box = useRef<HTMLElement>(null);
  const width = useWidth(box);
  const [said, setSaid] = useState("");
  const layout = useMemo(() => layOutFlow(graph, Math.max(narrowest, width)), [graph, width]);
  return (
    <figure className="flow-figure">
      <ScrollBox className="flow-scroll" box={box} label={`${label}, picture`}>
        {width > 0 && (
          <LinkedPicture
            svg={svg}
            label={label}
            className="flow"
            width={layout.width}
            height={layout.height}
            onSaid={setSaid}
          >
            <Hatching />
            {layout.links.map((link) => (
              <Ribbon key={link.key} link={link} inWords={inWords} />
            ))}
            {layout.nodes.map((node) => (
              <Bar key={node.id} node={node} inWords={inWords} inShort={inShort} />
            ))}
          </LinkedPicture>
        )}
      </ScrollBox>
      <p className="flow-said" aria-hidden="true">
        {said || "Point at a ribbon or a bar to read what it says; the table says the same."}
      </p>
      <SavePicture
        what="flows"
        fileName={fileName}
        words={words}
        draw={async () => {
          const { drawnSvg } = await import("../../parts/published/drawn-svg.ts");
          if (!svg.current) throw new Error("There is no picture on the page.");
          return drawnSvg(svg.current);
        }}
      />
    </figure>
  );
}

/** What is not known is hatched, in every picture. */
function Hatching() {
  return (
    <defs>
      <pattern
        id="flow-hatching"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="flow-hatching-ground" width="6" height="6" />
        <rect className="flow-hatching-line" width="1.6" height="6" />
      </pattern>
    </defs>
  );
}

interface RibbonProps {
  readonly link: PlacedLink;
  readonly inWords: (value: number) => string;
}

function Ribbon({ link, inWords }: RibbonProps) {
  const said = `${link.source.name} to ${link.target.name}: ${inWords(link.value)}`;
  return (
    <path
      className={`flow-ribbon flow-${link.kind.toLowerCase()}`}
      d={link.path}
      strokeWidth={link.width}
      data-said={said}
    />
  );
}

interface BarProps {
  readonly node: PlacedNode;
  readonly inWords: (value: number) => string;
  readonly inShort: (value: number) => string;
}

function Bar({ node, inWords, inShort }: BarProps) {
  const { x0, x1, y0, y1, name, value, href, isUnknown, room } = node;
  const amount = inShort(value);
  const said = `${name}: ${inWords(value)}`;
  const drawn = (
    <>
      <rect
        className={isUnknown ? "flow-bar flow-bar-unknown" : "flow-bar"}
        x={x0}
        y={y0}
        width={x1 - x0}
        height={Math.max(1, y1 - y0)}
      />
      <text className="flow-name" x={x1 + 5} y={(y0 + y1) / 2} dy="0.35em">
        <tspan className="flow-amount">{amount}</tspan>{" "}
        {shortened(name, room / letterWidth - amount.length - 2)}
      </text>
    </>
  );
  return href === undefined ? (
    <g data-said={said}>{drawn}</g>
  ) : (
    <a href={href} aria-label={said} data-said={said}>
      {drawn}
    </a>
  );
}

/** Of a letter of a name on average, in pixels: rather too wide than too narrow. */
const letterWidth = 7;

function shortened(name: string, room: number): string {
  const letters = Math.max(8, Math.floor(room));
  const short = name.replace(/ (Teaching |Care )?(PCT|Trust)$/, "");
  return short.length <= letters ? short : `${short.slice(0, letters - 1)}…`;
}
