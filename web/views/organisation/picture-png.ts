import type { Core } from "cytoscape";
import { brokenAt, type PictureWords } from "../../parts/published/picture-words.ts";
import type { Colours } from "./picture-style.ts";

const scale = 2;
const margin = 20 * scale;
const smallest = 640 * scale;
const title = { size: 18 * scale, line: 26 * scale } as const;
const small = { size: 11 * scale, line: 16 * scale } as const;

/** The picture as drawn, with its title above and its sources below. */
export async function pngOf(core: Core, words: PictureWords, { text, background }: Colours): Promise<Blob> {
  const drawn = await createImageBitmap(core.png({ output: "blob", full: true, scale, bg: background }));
  const width = Math.max(drawn.width, smallest) + 2 * margin;
  const letters = (size: number) => Math.floor((width - 2 * margin) / (size * 0.55));
  const above = brokenAt(words.title, letters(title.size));
  const below = words.below.flatMap((line) => brokenAt(line, letters(small.size)));
  const canvas = document.createElement("canvas");
  canvas.width = width;
  const top = margin + above.length * title.line;
  canvas.height = top + drawn.height + below.length * small.line + 2 * margin;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no pictures.");
  context.fillStyle = background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, (width - drawn.width) / 2, top);
  context.fillStyle = text;
  context.font = `bold ${title.size}px Arial, sans-serif`;
  for (const [index, line] of above.entries()) {
    context.fillText(line, margin, margin + index * title.line + title.size * 0.8);
  }
  context.font = `${small.size}px Arial, sans-serif`;
  for (const [index, line] of below.entries()) {
    context.fillText(line, margin, top + drawn.height + margin + index * small.line);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large to save.")))),
  );
}
