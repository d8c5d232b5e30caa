import { expect, it } from "vitest";
import { BatchSize } from "../../src/graph/batch-size.ts";

/** How many rows the statements of a machine take that needs so many milliseconds a row. */
function rowsAt(millisecondsARow: number, statements = 12): number {
  const size = new BatchSize();
  for (let i = 0; i < statements; i++) size.took(size.rows * millisecondsARow);
  return size.rows;
}

it("statements take thousands of rows on a machine that is fast enough", () => {
  expect(rowsAt(0.05)).toBe(5_000);
});

it("statements take so few rows on a slow machine that none comes near the 30 s after which the engine stops it", () => {
  const size = new BatchSize();
  for (let i = 0; i < 12; i++) {
    const took = size.rows * 20;
    expect(took).toBeLessThan(25_000);
    size.took(took);
  }
  expect(size.rows * 20).toBeLessThan(4_000);
});
