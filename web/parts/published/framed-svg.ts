import { brokenAt, type PictureWords } from "./picture-words.ts";

/** As the page is now: light or dark. */
export interface Colours {
  readonly text: string;
  readonly background: string;
}

/** What is drawn, as the inside of an SVG of this size in pixels. */
export interface Drawn {
  readonly inner: string;
  readonly width: number;
  readonly height: number;
}

const margin = 16;
const title = { size: 18, line: 24 } as const;
const small = { size: 11, line: 15 } as const;
/** Narrower, and its title would not fit. */
const smallest = 560;

/** A picture as a file: its title above, its sources and what is made up below. */
export function framedSvg(drawn: Drawn, words: PictureWords, { text, background }: Colours): string {
  const width = Math.round(Math.max(drawn.width, smallest) + 2 * margin);
  const letters = (size: number) => Math.floor((width - 2 * margin) / (size * 0.56));
  const above = brokenAt(words.title, letters(title.size));
  const below = words.below.flatMap((line) => brokenAt(line, letters(small.size)));
  const top = margin + above.length * title.line;
  const height = Math.round(top + drawn.height + 2 * margin + below.length * small.line);
  const line = (words: string, y: number, { size }: { readonly size: number }, weight: string) =>
    `<text x="${margin}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${text}">${escaped(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Arial, sans-serif">`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    ...above.map((words, index) => line(words, margin + (index + 0.8) * title.line, title, "bold")),
    `<g transform="translate(${margin} ${top})">${drawn.inner}</g>`,
    ...below.map((words, index) =>
      line(words, top + drawn.height + margin + (index + 0.8) * small.line, small, "normal"),
    ),
    "</svg>",
  ].join("\n");
}

export const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
