import { type RefObject, useRef, useState } from "react";
import { saveBlob } from "../save-blob.ts";
import type { Drawn } from "./framed-svg.ts";
import type { PictureWords } from "./picture-words.ts";

interface SavePictureProps {
  /** Such as "map". */
  readonly what: string;
  /** Without its ending. */
  readonly fileName: string;
  readonly words: PictureWords;
  /** Draws what the page shows; loads what it needs. */
  readonly draw: () => Promise<Drawn>;
}

/** Saves a picture as a file that can be published: it says what it shows, of which day, by which sources, and what is made up. */
export function SavePicture({ what, fileName, words, draw }: SavePictureProps) {
  const [failed, setFailed] = useState(false);
  const box = useRef<HTMLParagraphElement>(null);
  const save = async (kind: "png" | "svg") => {
    try {
      const [{ framedSvg }, { pngOf }] = await Promise.all([
        import("./framed-svg.ts"),
        import("./png-of.ts"),
      ]);
      const svg = framedSvg(await draw(), words, coloursOf(box));
      const blob = kind === "png" ? await pngOf(svg) : new Blob([svg], { type: "image/svg+xml" });
      saveBlob(blob, `${fileName}.${kind}`);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <p className="save-picture" ref={box}>
      <button type="button" className="button-secondary" onClick={() => void save("png")}>
        Save the {what} as PNG
      </button>{" "}
      <button type="button" className="button-secondary" onClick={() => void save("svg")}>
        Save the {what} as SVG
      </button>{" "}
      <span role="status">
        {failed && "The picture could not be made. Try again, or save it in the other form."}
      </span>
    </p>
  );
}

function coloursOf(box: RefObject<HTMLElement | null>) {
  const { color } = getComputedStyle(box.current ?? document.body);
  return { text: color, background: getComputedStyle(document.body).backgroundColor };
}
