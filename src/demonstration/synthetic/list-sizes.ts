import type { Random } from "./random.ts";

const smallest = 1_500;
const largest = 25_000;

/** List sizes of a number of practices that add up to exactly `total` patients: many middling, few large. */
export function syntheticListSizes(count: number, total: number, random: Random): number[] {
  let sizes = Array.from({ length: count }, () => Math.exp(0.5 * random.normal()));
  // Bounding some shifts the sum and scaling shifts the bounds: a few rounds settle both.
  for (let round = 0; round < 50; round++) {
    const scale = total / sum(sizes);
    sizes = sizes.map((size) => Math.min(largest, Math.max(smallest, size * scale)));
  }
  const whole = sizes.map(Math.round);
  spread(whole, total - sum(whole));
  return whole;
}

/** Adds (or takes, when negative) what is missing, a patient at a time, from practices that are within the bounds. */
function spread(sizes: number[], missing: number): void {
  const step = Math.sign(missing);
  for (let left = Math.abs(missing), index = 0; left > 0; index = (index + 1) % sizes.length) {
    const size = (sizes[index] ?? 0) + step;
    if (size < smallest || size > largest) continue;
    sizes[index] = size;
    left--;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
