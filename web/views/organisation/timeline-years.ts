import type { Lane } from "./timeline-lanes.ts";

/** The years that a timeline shows, both whole. */
export interface DrawnYears {
  readonly first: number;
  readonly last: number;
}

/** The slider's years. */
const slider: DrawnYears = { first: 2010, last: 2013 };
/** Of more years than these some have no label, or they would stand in one another's way. */
const maxLabels = 6;

/** The slider's years, and those behind them until nothing begins or ends any more. */
export function yearsOf(lanes: readonly Lane[]): DrawnYears {
  const turns = lanes.flatMap(({ bars }) => bars.flatMap(({ from, to }) => [from, to]));
  const last = turns.reduce(
    (latest, day) => Math.max(latest, day ? Number(day.slice(0, 4)) : 0),
    slider.last,
  );
  return { ...slider, last };
}

/** Each year, or every second, third … where there are many. */
export function labelledYears({ first, last }: DrawnYears): readonly number[] {
  const step = Math.ceil((last - first + 1) / maxLabels);
  return Array.from({ length: Math.ceil((last - first + 1) / step) }, (_, at) => first + at * step);
}

/** How far along the years a day is, in percent; what lies beyond is at the edge. */
export function shareOf(day: string, { first, last }: DrawnYears): number {
  const [start, end] = [Date.UTC(first, 0, 1), Date.UTC(last, 11, 31)];
  const share = (Date.parse(`${day}T00:00:00Z`) - start) / (end - start);
  return 100 * Math.min(1, Math.max(0, share));
}
