import { type Drawn, escaped } from "../../parts/published/framed-svg.ts";
import { fillOf, patterns } from "./tone-fills.ts";

const legendHeight = 24;

/** The picture as the page shows it, the map or the one by size, with its legend; as the inside of an SVG. */
export function drawnPicture(figure: Element): Drawn {
  const picture = figure.querySelector(".hex-tiles, .treemap");
  if (!picture) throw new Error("There is no picture on the page.");
  const place = picture.getBoundingClientRect();
  const isMap = picture.classList.contains("hex-tiles");
  const drawn = isMap ? hexagons(picture, place) : boxes(picture, place);
  const legend = legendOf(figure, place.width);
  return {
    inner: `${patterns}${legend.inner}<g transform="translate(0 ${legend.height})">${drawn}</g>`,
    width: place.width,
    height: place.height + legend.height,
  };
}

function hexagons(picture: Element, place: DOMRect): string {
  const tiles = [...picture.querySelectorAll<HTMLElement>(".hex-tile")].map((tile) => {
    const { x, y, width, height } = within(tile, place);
    const hexagon = tile.firstElementChild ?? tile;
    const { fill, text } = fillOf(hexagon);
    const points = [
      [0.5, 0],
      [1, 0.25],
      [1, 0.75],
      [0.5, 1],
      [0, 0.75],
      [0, 0.25],
    ].map(([across = 0, down = 0]) => `${round(x + across * width)},${round(y + down * height)}`);
    const code = escaped(tile.textContent ?? "");
    return `<g><title>${titleOf(tile)}</title><polygon points="${points.join(" ")}" fill="${fill}" stroke="#aeb7bd" stroke-width="1"/><text x="${round(x + width / 2)}" y="${round(y + height / 2 + 4)}" text-anchor="middle" font-size="11" fill="${text}">${code}</text></g>`;
  });
  const borders = picture.querySelector(".hex-borders path")?.getAttribute("d") ?? "";
  const line = (stroke: string, width: number) =>
    `<path d="${borders}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"/>`;
  return `${tiles.join("")}${line("#ffffff", 6)}${line("#10171c", 2.5)}`;
}

function boxes(picture: Element, place: DOMRect): string {
  return [...picture.querySelectorAll<HTMLElement>(".treemap-group, .treemap-cell")]
    .map((cell, index) => {
      const { x, y, width, height } = within(cell, place);
      const isGroup = cell.classList.contains("treemap-group");
      const { fill, text } = isGroup ? groupFill(cell) : fillOf(cell);
      // What has no room on the page has none here.
      const name = escaped(cell.textContent ?? "");
      const size = isGroup ? 12 : 11;
      return `<g><title>${titleOf(cell)}</title><clipPath id="cell-${index}"><rect x="${x}" y="${y}" width="${width}" height="${height}"/></clipPath><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" stroke="#ffffff" stroke-width="0.5"/><text clip-path="url(#cell-${index})" x="${round(x + 3)}" y="${round(y + size + 1)}" font-size="${size}" fill="${text}">${name}</text></g>`;
    })
    .join("");
}

function groupFill(cell: Element) {
  const { backgroundColor, color } = getComputedStyle(cell);
  return { fill: backgroundColor, text: color };
}

/** The page's own legend in a line; it wraps where there is no room. */
function legendOf(figure: Element, width: number): { readonly inner: string; readonly height: number } {
  const { color } = getComputedStyle(figure);
  let [x, y] = [0, 0];
  const entries = [...figure.querySelectorAll(".legend li")].map((entry) => {
    const words = (entry.textContent ?? "").trim().replaceAll(/\s+/g, " ");
    const wide = 34 + words.length * 6.4;
    if (x > 0 && x + wide > width) [x, y] = [0, y + legendHeight];
    const swatch = entry.querySelector(".legend-swatch");
    const drawn = `${swatch ? `<rect x="${round(x)}" y="${y + 2}" width="22" height="14" fill="${fillOf(swatch).fill}" stroke="${color}"/>` : ""}<text x="${round(x + (swatch ? 28 : 0))}" y="${y + 14}" font-size="12" fill="${color}">${escaped(words)}</text>`;
    x += wide;
    return drawn;
  });
  return { inner: entries.join(""), height: y + legendHeight + 8 };
}

const titleOf = (element: Element): string => escaped(element.getAttribute("title") ?? "");

function within(element: Element, place: DOMRect) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    x: round(left - place.left),
    y: round(top - place.top),
    width: round(width),
    height: round(height),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
