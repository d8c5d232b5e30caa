import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** What is asked of every fact and every organisation that a read passes, millions of times a second. */

const calls = 200_000;
/** One object of two words a call would be sixteen times this. */
const mostBytes = calls;

// Compiled in turn rather than beside it, so that it does not depend on how busy the machine is.
const args = ["--single-threaded", "--import", "tsx", "test/unit/heap-growths.ts", String(calls)];
const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });

describe("How far the heap grows by asking", () => {
  const growths = stderr === "" ? (JSON.parse(stdout) as Record<string, number>) : {};

  it.each([
    "whether a fact is seen at both clocks",
    "the description that was believed",
    "whether an organisation exists",
    "how far two claims can be trusted",
  ])("%s: nothing is allocated", (asked) => {
    expect(growths[asked], stderr).toBeLessThan(mostBytes);
  });

  it("so few times that an object each time would go unseen", () => {
    expect(growths["an object a call"], stderr).toBeGreaterThan(mostBytes);
  });
});
