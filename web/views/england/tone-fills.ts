/** The tones of tones.css as SVG has them: a ground, and a pattern over it that tells them apart without colour. */
interface Fill {
  readonly ground: string;
  readonly text: string;
  readonly pattern?: string;
}

const fills: Readonly<Record<string, Fill>> = {
  "tone-full": { ground: "#00478f", text: "#ffffff" },
  "tone-most": {
    ground: "#1f78c8",
    text: "#ffffff",
    pattern: '<path d="M0 7H8" stroke="#2a6fb0" stroke-width="2"/>',
  },
  "tone-half": {
    ground: "#8ec9ee",
    text: "#0b1a24",
    pattern: '<path d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" stroke="#a9d8f5" stroke-width="2"/>',
  },
  "tone-little": { ground: "#d3ebfa", text: "#0b1a24" },
  "tone-alert": {
    ground: "#ffbf47",
    text: "#0b1a24",
    pattern: '<circle cx="4" cy="4" r="1.4" fill="#d98200"/>',
  },
  "tone-none": {
    ground: "#d8dde0",
    text: "#212b32",
    pattern: '<path d="M-2 -2L10 10" stroke="#c9d0d4" stroke-width="1"/>',
  },
  "tone-statutory": {
    ground: "#00665e",
    text: "#ffffff",
    pattern: '<path d="M7 0V8" stroke="#00746b" stroke-width="2"/>',
  },
};

/** What draws nothing of its own: around the area that is shown. */
const plain: Fill = { ground: "none", text: "#768692" };

/** By the class that an element of the page has. */
export function fillOf(element: Element): { readonly fill: string; readonly text: string } {
  const name = [...element.classList].find((each) => Object.hasOwn(fills, each)) ?? "";
  const { ground, text, pattern } = fills[name] ?? plain;
  return { fill: pattern ? `url(#${name})` : ground, text };
}

export const patterns = `<defs>${Object.entries(fills)
  .flatMap(([name, { ground, pattern }]) =>
    pattern
      ? [
          `<pattern id="${name}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${ground}"/>${pattern}</pattern>`,
        ]
      : [],
  )
  .join("")}</defs>`;
