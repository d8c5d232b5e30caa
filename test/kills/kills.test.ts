import { describe, expect, it } from "vitest";
import { killInsideWrites, seed } from "./embedded.ts";

const kinds = ["record", "import", "restore", "seed", "checkpoint"] as const;

describe(`A process that is killed while it writes, with KILL_SEED=${seed}`, () => {
  it.each(kinds)("loses nothing and leaves nothing half: %s, twice", { timeout: 600_000 }, async (kind) => {
    const tally = await killInsideWrites(kind, 2);
    console.info(`KILL_SEED=${seed}, ${kind}:`, tally);
    expect(tally.begun + tally.committing).toBeGreaterThanOrEqual(2);
  });
});
