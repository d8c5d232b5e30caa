import type { Drawn } from "./framed-svg.ts";

/** What of the page's styles a picture keeps where the page is not. */
const attributes = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "font-size",
  "font-weight",
] as const;

/** A picture of the page as it stands, without the page's style sheets; what was a link is its look alone. */
export function drawnSvg(picture: SVGSVGElement): Drawn {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  for (const [index, element] of copies.entries()) {
    const original = originals[index];
    if (!original) continue;
    const styles = getComputedStyle(original);
    for (const name of attributes) element.setAttribute(name, withoutPage(styles.getPropertyValue(name)));
    for (const name of ["class", "href", "aria-label", "data-said", "tabindex"])
      element.removeAttribute(name);
  }
  for (const link of copy.querySelectorAll("a")) {
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  const { width, height } = picture.getBoundingClientRect();
  // Lengths in percent are of the picture, which is the inside of another one now.
  const inner = new XMLSerializer()
    .serializeToString(copy)
    .replace(/^<svg[^>]*>/, `<svg width="${width}" height="${height}" overflow="visible">`);
  return { inner, width, height };
}

/** Patterns are told by the page's address. */
const withoutPage = (value: string): string => value.replace(/url\("[^"#]*#/g, 'url("#').replaceAll('"', "'");
