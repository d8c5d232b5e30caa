import { afterAll, beforeAll, expect, it } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import type { SnapshotGraph } from "../../src/snapshot/snapshot-graph.ts";
import { ask, testSettings } from "./serving.ts";

/** The deadline of a request, in processor time: a busy machine is no fault of a question. */
const mostMs = 15_000;
const mostBytes = 300_000_000;

/** What a question took of the processor, and by how much the memory of the process grew meanwhile. */
async function measured(work: () => Promise<unknown>): Promise<{ milliseconds: number; bytes: number }> {
  const [before, cpu] = [process.memoryUsage.rss(), process.cpuUsage()];
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 10);
  await work();
  clearInterval(watch);
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds: (user + system) / 1_000, bytes: highest - before };
}

/** Asks a server with the demonstration graph each question, and expects none to take more than a server can bear. */
export function expectBearable(questions: Readonly<Record<string, string>>): void {
  let server: RunningServer;
  beforeAll(async () => {
    const settings = testSettings({ REQUEST_DEADLINE_MS: "300000", STATEMENT_TIME_LIMIT_MS: "300000" });
    server = await startServer(settings, application);
    await (server.graph as SnapshotGraph).refresh();
  });
  afterAll(() => server.stop());

  it.each(Object.entries(questions))(
    "is over neither the deadline nor 300 MB: %s",
    async (name, question) => {
      let answered: unknown;
      const took = await measured(async () => {
        const { body } = await ask(server, question);
        answered = body.data ?? body.errors?.[0]?.extensions.code;
      });
      console.info(
        `${name}: ${Math.round(took.milliseconds)} ms of processor, ${Math.round(took.bytes / 1e6)} MB`,
      );
      // What nobody can reckon beforehand may be refused on the way.
      expect(answered === "QUERY_TOO_COMPLEX" || typeof answered === "object").toBe(true);
      expect(took.milliseconds).toBeLessThan(mostMs);
      expect(took.bytes).toBeLessThan(mostBytes);
    },
  );
}
