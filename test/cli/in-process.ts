import { Writable } from "node:stream";
import { application } from "../../src/cli/application.ts";
import { type CommandContext, type CommandLine, commandLineOf } from "../../src/cli/command-context.ts";
import { graphFor } from "../../src/cli/graph-use.ts";
import { runCommand } from "../../src/cli/run-command.ts";
import type { Graph } from "../../src/graph/graph.ts";
import type { Output } from "../../src/server/commands/output.ts";
import { readSettings } from "../../src/server/settings.ts";

/** What a command printed, and how it ended. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

type KeptOutput = Output & { readonly text: () => string };

/** An output that keeps what is written to it: no terminal, unless it is said to be one. */
export function keptOutput(of: Partial<Output> = {}): KeptOutput {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  const text = () => Buffer.concat(chunks).toString("utf8");
  return { stream, isTerminal: false, columns: null, colours: false, ...of, text };
}

/** Ctrl-C as soon as the progress bar is drawn, which is when the first rows or the first page were there. */
export function stoppedAtProgress(): { readonly stderr: KeptOutput; readonly signal: AbortSignal } {
  const stopping = new AbortController();
  const stderr = keptOutput({ isTerminal: true, columns: 80 });
  const write = stderr.stream.write.bind(stderr.stream);
  stderr.stream.write = (chunk: string | Buffer) => {
    stopping.abort();
    return write(chunk);
  };
  return { stderr, signal: stopping.signal };
}

async function* nothing(): AsyncGenerator<Buffer> {}

/** Runs a command in this process on a graph that is open already; parts of its context may be given. */
export async function runOn(
  graph: Graph,
  args: readonly string[],
  { openPager, ...given }: Partial<CommandContext & Pick<CommandLine, "openPager">> = {},
): Promise<Ran> {
  const [stdout, stderr] = [keptOutput(), keptOutput()];
  const signal = given.signal ?? new AbortController().signal;
  const settings = given.settings ?? (() => readSettings({ GRAPH_FILE: ":memory:" }));
  const context: CommandContext = {
    application: async () => application,
    place: "in a process",
    env: {},
    cwd: process.cwd(),
    stdin: nothing(),
    stdout,
    stderr,
    caller: { name: "tester", role: "administrator", advice: "" },
    signal,
    settings,
    openGraph: (use = "ask") => graphFor(use, graph, { settings, signal }),
    ...given,
  };
  const exitCode = await runCommand(args, { ...commandLineOf(context), ...(openPager && { openPager }) });
  return { exitCode, out: stdout.text(), err: stderr.text() };
}
