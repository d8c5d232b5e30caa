import type { Content } from "../../backup/digest.ts";
import { type Moved, moveGraph } from "../../backup/move.ts";
import { recordTypes } from "../../backup/record.ts";
import { requireRole } from "../../model/caller.ts";
import { type CommandContext, exitCodes, printOut } from "../command-context.ts";
import { progressBar } from "../progress.ts";
import { stoppableGraph } from "../stoppable-graph.ts";
import { tableText } from "../table.ts";
import { wrapped } from "../wrapped.ts";
import { type Target, withTarget } from "./target.ts";

export interface MoveFlags {
  readonly to: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** Copies the graph of the settings into another. */
export async function move(context: CommandContext, { to, replace = false, json }: MoveFlags) {
  requireRole(context.caller, "administrator", "Moving a graph");
  const started = performance.now();
  // Where there is nothing to move, nothing is made.
  const from = await context.openGraph();
  const report = await withTarget(context, to, async (target) => {
    const bar = await progressBar(context.stderr, "Moving");
    const moved = await moveGraph({
      from,
      to: stoppableGraph(target.graph, context.signal),
      replace,
      by: { who: context.caller.name, requestId: null },
      onProgress: bar.onProgress,
    }).finally(bar.stop);
    return reportOf(moved, from.engine, target, (performance.now() - started) / 1_000);
  });
  await printOut(context, json ? JSON.stringify(report, null, 2) : textOf(context, report));
  return exitCodes.done;
}

type Report = ReturnType<typeof reportOf>;

const reportOf = (
  { head, from, to, headNow, replaced }: Moved,
  engine: string,
  target: Target,
  seconds: number,
) => ({
  revision: head.revision,
  from: { engine, ...from },
  to: { engine: target.graph.engine, place: target.place, ...headNow, ...to },
  replaced,
  seconds,
});

function textOf({ stdout }: CommandContext, { from, to, revision, seconds }: Report): string {
  const columns = [{ title: "" }, { title: from.engine, right: true }, { title: to.engine, right: true }];
  const short = (digest: string) => digest.slice(0, 16);
  const counts = (of: Content) => recordTypes.map((type) => (of.counts[type] ?? 0).toLocaleString("en-GB"));
  const [copied, copy] = [counts(from), counts(to)];
  const rows = recordTypes.map((type, at) => [
    type,
    `${copied[at]}  ${short(from.digests[type] ?? "")}`,
    `${copy[at]}  ${short(to.digests[type] ?? "")}`,
  ]);
  const sentence = (text: string) => wrapped(text, stdout.columns);
  return [
    tableText(stdout, columns, rows),
    "",
    sentence(`Digest of what was copied: ${from.digest}`),
    sentence(`Digest of the copy:        ${to.digest}`),
    sentence(
      `Revision ${revision} is in ${to.place}, and both are the same (${seconds.toFixed(1)} s). Last hash of its audit log: ${to.hash}`,
    ),
  ].join("\n");
}
