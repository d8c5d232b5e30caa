import type { Instant } from "./dates.ts";

/** Clocks of machines that keep time differ by less. */
const toleranceMs = 60_000;
/** Longer than a graph is usually left alone. */
const longMs = 366 * 24 * 3_600_000;
/** Longer than a clock is set right by at once. */
const jumpMs = 3_600_000;

/** When a graph was last written, by the clocks of the machines that wrote. */
export interface LastWritten {
  /** As what was written is recorded: always later than everything before it. */
  readonly recordedAt: Instant;
  /** As the clock said. */
  readonly at: Instant;
}

/**
 * What is odd about a machine's clock, in a sentence; null where nothing is. What is written by a clock that is ahead is
 * recorded in a time to come for ever, and everything that follows after it.
 * @param aheadMs by how much the clock went further than the time that passed since it was looked at last
 */
export function clockWarning(last: LastWritten | null, now: Date, aheadMs = 0): string | null {
  const clock = now.toISOString();
  if (aheadMs > jumpMs) {
    return `This machine's clock went ahead by ${Math.round(aheadMs / 60_000)} minutes at once and says ${clock}: it was set, or the machine slept. If it is wrong, set it right before anything else is written: what is recorded is recorded at that time for ever.`;
  }
  if (last === null) return null;
  if (Date.parse(last.recordedAt) > now.getTime() + toleranceMs) {
    return `This machine's clock says ${clock}, and the graph's last change is recorded later, at ${last.recordedAt}: this clock is behind, or the one that wrote that was ahead. What is written now is recorded a millisecond after that. Set the clock right.`;
  }
  if (now.getTime() > Date.parse(last.at) + longMs) {
    return `This machine's clock says ${clock}, more than a year after the graph was written last, at ${last.at}. If the clock is ahead, set it right before anything is written: what is recorded is recorded at that time for ever.`;
  }
  return null;
}
