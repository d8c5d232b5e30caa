export interface PlottedRatio {
  readonly label: string;
  readonly value: number;
  readonly target: number | null;
  readonly reached: string;
}
export interface PlottedTime {
  readonly label: string;
  readonly contender: string;
  readonly median: number;
}

/** SVG text: ratios as bars on a logarithmic scale, with their targets. */
export function plotRatios(ratios: readonly PlottedRatio[], title: string): string;
/** SVG text: medians as dots on a logarithmic scale of milliseconds. */
export function plotTimes(times: readonly PlottedTime[], title: string): string;
