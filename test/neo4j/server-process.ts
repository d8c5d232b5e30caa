import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** One JVM. Starting again after it ended takes a new one. */
export interface ServerProcess {
  readonly pid: number;
  hasEnded(): boolean;
  /** SIGTERM, and SIGKILL when that has not ended it after 20 s. */
  stop(): Promise<void>;
  /** SIGKILL: a crash, as far as the data is concerned. */
  kill(): Promise<void>;
}

const patienceMs = 20_000;

// Neo4j reaches into these packages of the JDK; its own start script opens them too.
const openedPackages = ["java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang"];

/** Starts the server of `home` and returns at once: Bolt answers some seconds later. */
export function startServerProcess(home: string, jars: string, options: readonly string[]): ServerProcess {
  const entry = "org.neo4j.server.CommunityEntryPoint";
  const own = [entry, `--home-dir=${home}`, `--config-dir=${join(home, "conf")}`];
  return startJvm([home], [...jvmArguments(jars, options), ...own]);
}

const severalServers = fileURLToPath(new URL("./Servers.java", import.meta.url));

/** One JVM for several servers, which sets their passwords as well: java compiles the source, so this takes a JDK. */
export function startServersInOneProcess(
  servers: readonly { readonly home: string; readonly password: string }[],
  jars: string,
  options: readonly string[],
): ServerProcess {
  const own = [severalServers, ...servers.flatMap(({ home, password }) => [home, password])];
  return startJvm(
    servers.map(({ home }) => home),
    [...jvmArguments(jars, options), ...own],
  );
}

function startJvm(homes: readonly string[], args: readonly string[]): ServerProcess {
  const jvm = spawnServer(homes[0] ?? ".", args);
  const { pid } = jvm;
  if (pid === undefined) throw new Error("Neo4j could not be started: java is not on the PATH.");
  const guard = spawnGuard(pid, homes);
  const exit = new Promise((resolve) => jvm.once("exit", resolve)).then(() => guard.kill("SIGKILL"));
  // Neither process may hold a test run open that is otherwise done.
  jvm.unref();

  const hasEnded = () => jvm.exitCode !== null || jvm.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    if (hasEnded()) return;
    jvm.ref();
    jvm.kill(signal);
    await Promise.race([exit, delay(patienceMs, undefined, { ref: false })]);
    if (!hasEnded()) jvm.kill("SIGKILL");
    await exit;
  };
  return { pid, hasEnded, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

function jvmArguments(jars: string, options: readonly string[]): string[] {
  return [
    ...options,
    ...openedPackages.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    "-cp",
    join(jars, "*"),
  ];
}

function spawnServer(home: string, args: readonly string[]): ChildProcess {
  const log = openSync(join(home, "logs", "console.log"), "a");
  try {
    // Detached, so that Ctrl-C reaches the tests first and they end the server in their own time.
    const jvm = spawn("java", args, { detached: true, stdio: ["ignore", log, log] });
    // Without a listener Node throws this from the event loop; the missing pid says the same.
    jvm.on("error", () => {});
    return jvm;
  } finally {
    closeSync(log);
  }
}

/**
 * Ends the JVM and removes its homes as soon as this process is gone, however it went: the guard's standard input is
 * a pipe from here, which the system closes on SIGKILL too, where no "exit" listener would run.
 */
function spawnGuard(pid: number, homes: readonly string[]): ChildProcess {
  const script = 'cat >/dev/null; kill -9 "$1"; shift; rm -rf "$@"';
  const guard = spawn("sh", ["-c", script, "neo4j-guard", String(pid), ...homes], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  // Typed as a plain stream, but a pipe is a socket, and that can be kept from holding Node open.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return guard;
}
