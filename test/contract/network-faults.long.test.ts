import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import { listAccessTokens } from "../../src/server/identity/access-tokens.ts";
import type { Fault } from "../neo4j/faulty-proxy.ts";
import { ownNeo4j } from "../neo4j/own.ts";
import { faultyGraph, registration } from "./through-faults.ts";

/** What goes wrong, and after how long it is mended: never where that is absent. */
const faults: Readonly<Record<string, { readonly fault: Fault; readonly mendedAfterMs?: number }>> = {
  "the answer to the commit is lost": { fault: { kind: "commit answer lost", times: 1 } },
  "the answers to three commits are lost": { fault: { kind: "commit answer lost", times: 3 } },
  "two commits never arrive": { fault: { kind: "commit lost", times: 2 } },
  "the graph is gone at the commit, and back soon": {
    fault: { kind: "gone at commit" },
    mendedAfterMs: 4_000,
  },
  "the graph is gone at the commit, and stays away": { fault: { kind: "gone at commit" } },
  "the graph is cut off, and back soon": { fault: { kind: "cut" }, mendedAfterMs: 1_000 },
  "the graph is cut off": { fault: { kind: "cut" } },
  "everything is late": { fault: { kind: "slow", ms: 100 } },
};

const writes: Readonly<Record<string, { readonly args: readonly string[]; readonly action: string | null }>> =
  {
    register: { args: registration("A81004"), action: "REGISTER" },
    import: { args: ["import", "organisations.csv"], action: "IMPORT" },
    restore: { args: ["restore", "small.gz", "--replace"], action: "RESTORE" },
    "token create": { args: ["token", "create", "--name", "x", "--role", "reader"], action: null },
  };

describe.skipIf(ownNeo4j() === null)("Faults between a command and Neo4j", () => {
  const faulty = faultyGraph();
  const cases = Object.keys(faults).flatMap((fault) =>
    Object.keys(writes).map((write) => [fault, write] as const),
  );

  it.each(cases)("%s: %s writes once or not at all, and says which", async (name, write) => {
    const { fault, mendedAfterMs } = faults[name] ?? {};
    const { args, action } = writes[write] ?? {};
    if (!fault || !args) throw new Error(`${name}, ${write}`);
    const started = performance.now();
    const running = faulty.command(fault, ...args);
    if (mendedAfterMs !== undefined) {
      await delay(mendedAfterMs);
      faulty.proxy.set({ kind: "none" });
    }
    const { exitCode, out, err } = await running;
    expect(performance.now() - started).toBeLessThan(90_000);
    faulty.proxy.set({ kind: "none" });
    const written = action ? (await faulty.done()).length : (await listAccessTokens(faulty.direct)).length;
    // Without an error it was written once; where the outcome is unknown it may have been; else it was not.
    expect([0, 2, 5]).toContain(exitCode);
    if (exitCode === 5) expect(err).toMatch(/could not be found out whether it was written/);
    else expect(written).toBe(exitCode === 0 ? 1 : 0);
    expect(written).toBeLessThan(2);
    if (!action) {
      const tokens = (await listAccessTokens(faulty.direct)).map(({ id }) => id);
      expect(tokens.every((id) => out.includes(id))).toBe(true);
    }
    expect((await verifyLog(faulty.direct)).problems).toEqual([]);
  });

  it("a half-open connection ends a command by its limit, and nothing is written", async () => {
    const { exitCode } = await faulty.command({ kind: "half-open" }, "audit", "list");
    expect(exitCode).toBe(2);
    faulty.proxy.set({ kind: "none" });
    expect(await faulty.done()).toEqual([]);
  });
});
