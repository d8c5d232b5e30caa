import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** For how many milliseconds the event loop was held at most. */
export interface Hold {
  /** Milliseconds that its thread had of a processor: what others of the machine had meanwhile does not count. */
  readonly held: number;
  /** How many milliseconds of the clock were spent on collecting garbage during that hold. */
  readonly collecting: number;
  /** The longest by the clock, which on a busy machine says more of the machine. */
  readonly byClock: number;
}

/** In MB: what the process has of the machine, and what is held in its heap and beside it. */
export interface Memory {
  readonly rss: number;
  readonly held: number;
}

/** The built program as it is served, in a process of its own, with the demonstration in memory. */
export interface Served {
  readonly url: string;
  /** The longest hold while some work is done. */
  longestHold(work: () => Promise<unknown>): Promise<Hold>;
  /** After a collection of garbage. */
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** What the log says once the snapshot holds the graph. */
const isCurrent = /snapshot of the graph in this process is up to date/;

export async function startServed(): Promise<Served> {
  const child = fork(program, ["serve"], {
    // Those of this process are tsx, which the program is served without.
    execArgv: ["--expose-gc", "--import", new URL("watched.mjs", import.meta.url).href],
    env: { ...process.env, PORT: "0", GRAPH_FILE: ":memory:", RESPONSE_CACHE_BYTES: "0", LOG_LEVEL: "debug" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let log = "";
    child.once("exit", (code, signal) => reject(new Error(`The server ended by ${code ?? signal}: ${log}`)));
    child.stdout?.on("data", (chunk) => {
      log += chunk;
      const [, at] = /is ready: (http:\S+?)\/? /.exec(log) ?? [];
      if (at && isCurrent.test(log)) resolve(at);
    });
  });
  const unexpected = (code: number | null, signal: string | null) => {
    throw new Error(`The server ended by ${code ?? signal}.`);
  };
  child.once("exit", unexpected);
  const ask = async (what: "watch" | "told" | "memory") => {
    child.send(what);
    return (await once(child, "message"))[0];
  };
  return {
    url,
    async longestHold(work) {
      await ask("watch");
      await work();
      return (await ask("told")) as Hold;
    },
    memory: async () => (await ask("memory")) as Memory,
    async stop() {
      child.off("exit", unexpected);
      child.kill();
      await once(child, "exit");
    },
  };
}
