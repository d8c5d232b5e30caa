/** What was measured again and again: milliseconds of one work by one contender, for one. */
export interface Spread {
  readonly asked: number;
  readonly median: number;
  readonly p95: number;
  /** The middle half lies between these. */
  readonly quartiles: readonly [number, number];
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const quantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return {
    asked: sorted.length,
    median: quantile(0.5),
    p95: quantile(0.95),
    quartiles: [quantile(0.25), quantile(0.75)],
  };
}
