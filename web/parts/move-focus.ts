const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The cell nearest to the present one in the direction of an arrow key; undefined for other keys and at the edge. */
export function cellInDirection(
  key: string,
  from: HTMLElement,
  picture: HTMLElement,
): HTMLElement | undefined {
  const cells = [...picture.querySelectorAll<HTMLElement>("a")];
  if (key === "Home") return cells[0];
  if (key === "End") return cells.at(-1);
  const direction = directions[key];
  if (!direction) return undefined;
  const start = middleOf(from);
  const distances = cells
    .filter((cell) => cell !== from)
    .map((cell) => ({ cell, distance: distanceAlong(start, middleOf(cell), direction) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY);
  return distances.sort((a, b) => a.distance - b.distance)[0]?.cell;
}

type Point = readonly [number, number];

function middleOf(element: HTMLElement): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** What lies aside counts double; what lies behind is out of reach. */
function distanceAlong([x0, y0]: Point, [x1, y1]: Point, [right, down]: Point): number {
  const along = (x1 - x0) * right + (y1 - y0) * down;
  const aside = Math.abs((x1 - x0) * down + (y1 - y0) * right);
  return along <= 1 ? Number.POSITIVE_INFINITY : along + 2 * aside;
}
