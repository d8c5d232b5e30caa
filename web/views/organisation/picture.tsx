import cytoscape, { type Core } from "cytoscape";
import { useEffect, useRef } from "react";
import { saveBlob } from "../../parts/save-blob.ts";
import type { Link } from "./links.ts";
import { pngOf } from "./picture-png.ts";
import { type Colours, elementsOf, layoutFor, styleFor } from "./picture-style.ts";
import { svgOf } from "./picture-svg.ts";
import { wordsOf } from "./picture-words.ts";

interface PictureProps {
  readonly name: string;
  /** Of the organisation in the middle. */
  readonly code: string;
  readonly links: readonly Link[];
  /** The day that is shown. */
  readonly asOf: string;
  readonly onExpand: (code: string) => void;
}

/** The neighbourhood drawn; what it shows is in the table below it too. */
export function Picture({ name, code, links, asOf, onExpand }: PictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const core = useRef<Core>(undefined);
  const expand = useRef(onExpand);
  useEffect(() => {
    expand.current = onExpand;
  }, [onExpand]);
  useEffect(() => {
    if (!box.current) return;
    const colours = coloursOf(box.current);
    const drawn = cytoscape({
      container: box.current,
      elements: elementsOf(links, code),
      style: styleFor(colours),
      layout: layoutFor(links.length),
      // The page scrolls over it; zooming is by pinching, or with the control key as on a map.
      userZoomingEnabled: false,
    });
    drawn.on("tap", "node", ({ target }) => expand.current(target.id()));
    core.current = drawn;
    return () => drawn.destroy();
  }, [links, code]);
  const save = async (kind: "png" | "svg") => {
    if (!core.current || !box.current) return;
    const colours = coloursOf(box.current);
    const words = wordsOf(name, asOf, links);
    const blob =
      kind === "png"
        ? await pngOf(core.current, words, colours)
        : new Blob([svgOf(core.current, words, colours)], { type: "image/svg+xml" });
    saveBlob(blob, `neighbourhood-${code}-${asOf}.${kind}`);
  };
  return (
    <div className="neighbourhood">
      <div ref={box} className="neighbourhood-picture" role="img" aria-label={`${name} and its neighbours`} />
      <p>
        A click on a neighbour expands it.{" "}
        <button type="button" className="button-secondary" onClick={() => void save("png")}>
          Save as PNG
        </button>{" "}
        <button type="button" className="button-secondary" onClick={() => void save("svg")}>
          Save as SVG
        </button>
      </p>
    </div>
  );
}

function coloursOf(element: Element): Colours {
  const { color, backgroundColor } = getComputedStyle(element);
  return { text: color, background: backgroundColor };
}
