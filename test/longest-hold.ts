/** How often it is looked whether the event loop is free. */
const everyMs = 10;

/**
 * Measures for how many milliseconds at most nothing else could run while `work` did: of the time between two looks, what
 * this process had of the processor, so that a busy machine does not count.
 */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = performance.now();
  let used = process.cpuUsage();
  const look = () => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(used);
    longest = Math.max(longest, Math.min(now - before - everyMs, (user + system) / 1_000));
    before = now;
    used = process.cpuUsage();
  };
  const timer = setInterval(look, everyMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
    look();
  }
  return Math.round(longest);
}
