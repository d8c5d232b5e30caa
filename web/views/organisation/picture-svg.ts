import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import { brokenAt, type PictureWords } from "../../parts/published/picture-words.ts";
import type { Colours } from "./picture-style.ts";

const margin = 60;
/** Narrower, and its title would not fit. */
const smallest = 480;

/** The picture as drawn, as a file that can be enlarged and edited. */
export function svgOf(core: Core, words: PictureWords, { text, background }: Colours): string {
  const { x1, y1, w, h } = core.elements().boundingBox();
  const width = Math.max(w + 2 * margin, smallest);
  const left = x1 - (width - w) / 2;
  const title = brokenAt(words.title, Math.floor(width / 10));
  const below = words.below.flatMap((line) => brokenAt(line, Math.floor(width / 6)));
  const top = y1 - margin - title.length * 24;
  const bottom = y1 + h + margin;
  const box = [left, top, width, bottom - top + below.length * 14 + 10].map(Math.round);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(" ")}" font-family="Arial, sans-serif" font-size="9">`,
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${background}"/>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 8 4 0 8z" fill="#768692"/></marker></defs>',
    ...core.edges().map(line),
    ...core.nodes().map((node) => circle(node, text)),
    ...title.map((line, index) => written(line, left + 12, top + 24 * (index + 1), 18, text)),
    ...below.map((line, index) => written(line, left + 12, bottom + 14 * index, 10, text)),
    "</svg>",
  ].join("\n");
}

function line(edge: EdgeSingular): string {
  const [from, to] = [edge.source().position(), edge.target().position()];
  const dashes = { solid: "", dashed: ' stroke-dasharray="6 4"', dotted: ' stroke-dasharray="1 3"' };
  // It ends at the rim of what it points to, where the arrow is seen.
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const short = edge.target().width() / 2 / length;
  const end = { x: to.x - (to.x - from.x) * short, y: to.y - (to.y - from.y) * short };
  const style = dashes[edge.data("lineStyle") as keyof typeof dashes];
  return `<line x1="${at(from.x)}" y1="${at(from.y)}" x2="${at(end.x)}" y2="${at(end.y)}" stroke="${edge.data("line")}" stroke-width="1.5"${style} marker-end="url(#arrow)"/>`;
}

function circle(node: NodeSingular, text: string): string {
  const { x, y } = node.position();
  const radius = node.width() / 2;
  return `<g><circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${node.data("colour")}"/><text x="${at(x)}" y="${at(y + radius + 10)}" text-anchor="middle" fill="${text}">${escaped(node.data("label"))}</text></g>`;
}

const written = (line: string, x: number, y: number, size: number, colour: string) =>
  `<text x="${at(x)}" y="${at(y)}" font-size="${size}" fill="${colour}">${escaped(line)}</text>`;

const at = (value: number) => value.toFixed(1);
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
