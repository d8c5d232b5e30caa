import { userInfo } from "node:os";
import { addAbortSignal } from "node:stream";
import { type Graph, writtenBy } from "../graph/graph.ts";
import type { Caller } from "../model/caller.ts";
import type { Application } from "../server/application.ts";
import { watchClock } from "../server/clock-watch.ts";
import { openGraph } from "../server/open-graph.ts";
import { readSettings, type Settings } from "../server/settings.ts";
import { type CommandContext, type CommandLine, say } from "./command-context.ts";
import { graphFor, settingsFor } from "./graph-use.ts";
import { growHeapSlowly } from "./grow-heap-slowly.ts";
import { filesToMake, removeFiles } from "./made-files.ts";
import { sayFailure } from "./report-failure.ts";

/** What is known before it is known which command runs. */
export type OwnLine = Pick<CommandLine, "place" | "env" | "stdout" | "stderr" | "signal">;

/** The context of a command that runs in the program's own process. Whoever makes it closes it. */
export function ownContext(
  line: OwnLine,
  application: () => Promise<Application>,
): CommandContext & { close(): Promise<void> } {
  const { stderr, signal } = line;
  let opened: Promise<Graph> | undefined;
  const settings = () => readSettings(process.env);
  const notices = {
    onFault: (error: unknown) => sayFailure(error, { stderr, env: process.env }),
    onCarriedForward: (sentence: string) => say({ stderr }, sentence),
  };
  /** Of a graph that this run makes, and writes nothing to. */
  let made: readonly string[] = [];
  const openOwn = async (how: Settings) => {
    made = how.readOnly ? [] : filesToMake(how.graph);
    const graph = await openGraph(how, notices);
    const watched = watchClock(graph, (sentence) => say({ stderr }, sentence)).graph;
    return withWriteListener(watched, () => {
      made = [];
    });
  };
  return {
    ...line,
    application,
    cwd: process.cwd(),
    get stdin() {
      return addAbortSignal(signal, process.stdin);
    },
    caller: userOfThisMachine(),
    settings,
    async openGraph(use = "ask") {
      const how = settingsFor(use, settings());
      if (use === "make" || use === "begin") growHeapSlowly();
      opened ??= openOwn(how);
      return graphFor(use, await opened, { settings, signal });
    },
    async close() {
      // One that could not be opened was reported where it was asked for.
      const graph = await opened?.catch(() => undefined);
      await graph?.close();
      // Nothing is to be taken for an empty graph later.
      await removeFiles(made);
    },
  };
}

/** A graph that tells when something may be written to it from then on. */
const withWriteListener = (graph: Graph, onWriting: () => void): Graph =>
  writtenBy(graph, (work, options) =>
    graph.write(async (transaction) => {
      const answer = await work(transaction);
      onWriting();
      return answer;
    }, options),
  );

/** Whoever can open the graph's file, or has the password of Neo4j, may do everything with it. */
function userOfThisMachine(): Caller {
  return { name: userName(), role: "administrator", advice: "" };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that no name belongs to.
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
