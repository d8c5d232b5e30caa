import { type Graph, writtenBy } from "../graph/graph.ts";
import { auditHead, auditRecords, readAudit } from "../graph/statements/audit.ts";
import { clockWarning, type LastWritten } from "../model/clock.ts";
import { Unavailable } from "../model/errors.ts";

/** A graph that says before each write what is odd about the machine's clock. */
export interface ClockWatch {
  readonly graph: Graph;
  /** Says it now: at a start. */
  check(): Promise<void>;
}

/** @param warn told in a sentence; the write goes on, since its writer may know better */
export function watchClock(graph: Graph, warn: (sentence: string) => void): ClockWatch {
  let looked = { wall: Date.now(), passed: performance.now() };
  /** When the graph was written last by its clock is asked once: later writes are this process's own. */
  let at: LastWritten["at"] | null = null;

  const aheadMs = () => {
    const now = { wall: Date.now(), passed: performance.now() };
    const ahead = now.wall - looked.wall - (now.passed - looked.passed);
    looked = now;
    return ahead;
  };
  const check = async () => {
    const last = await lastWritten(graph, at).catch((error: unknown) => {
      // Whoever writes hears of it.
      if (error instanceof Unavailable) return null;
      throw error;
    });
    at = last && (at ?? last.at);
    const warning = clockWarning(last, new Date(), aheadMs());
    if (warning !== null) warn(warning);
  };
  return {
    check,
    graph: writtenBy(graph, async (work, options) => {
      await check();
      const answer = await graph.write(work, options);
      at &&= new Date().toISOString() as LastWritten["at"];
      return answer;
    }),
  };
}

async function lastWritten(graph: Graph, at: LastWritten["at"] | null): Promise<LastWritten | null> {
  const [head] = await graph.read(auditHead, {});
  if (!head || head.recordedAt === null) return null;
  if (at !== null) return { recordedAt: head.recordedAt, at };
  const { sequence } = head;
  const [stored] = await graph.read(auditRecords, { from: sequence, to: sequence });
  return { recordedAt: head.recordedAt, at: stored ? readAudit(stored).at : head.recordedAt };
}
