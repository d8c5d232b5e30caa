import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { type FileHandle, open, rename, rm, writeFile } from "node:fs/promises";
import { z } from "zod";

/** How commands reach the server that holds the embedded graph's file: what lies beside that file meanwhile. */
export interface SocketAddress {
  readonly pid: number;
  /** Of the API, for people. */
  readonly url: string;
  /** Where commands are sent, on the loopback address. */
  readonly commands: string;
  /** By which both sides prove who they are; it is never sent. */
  readonly secret: string;
  /** When the server was started: ISO 8601. */
  readonly since: string;
}

/** A number, not a name: what a name leads to is for others to say. */
const onLoopback = /^http:\/\/(127\.0\.0\.1|\[::1\]):\d{1,5}\/commands$/;

const socketFile = z.object({
  pid: z.number().int().positive(),
  url: z.string(),
  commands: z.string().regex(onLoopback),
  secret: z.string().min(32),
  since: z.string(),
});

/** What lies beside a graph's file. */
export type FoundSocket =
  | { readonly kind: "none" }
  | { readonly kind: "found"; readonly socket: SocketAddress }
  /** Somebody else could have written it, so that nothing in it is believed. */
  | { readonly kind: "refused"; readonly reason: string };

export const newSecret = (): string => randomBytes(32).toString("base64url");

const besideFile = (graphFile: string): string => `${graphFile}.server.json`;

/**
 * Says beside the graph's file how to reach this server. Only the owner may read it. Whatever lies there was left by
 * a server that is gone: this one holds the file's lock.
 */
export async function writeSocketFile(graphFile: string, to: SocketAddress): Promise<void> {
  const place = besideFile(graphFile);
  const written = `${place}.${randomBytes(6).toString("hex")}`;
  try {
    await writeFile(written, `${JSON.stringify(to, null, 2)}\n`, { mode: 0o600, flag: "wx" });
    await rename(written, place);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}

export async function removeSocketFile(graphFile: string): Promise<void> {
  await rm(besideFile(graphFile), { force: true });
}

/** The server that says it holds this graph's file; none where none does, or the one that did is gone. */
export async function findCommandSocket(graphFile: string): Promise<FoundSocket> {
  const place = besideFile(graphFile);
  let file: FileHandle;
  try {
    // Opened once, so that what is checked is what is read. A pipe in its place must not keep this one waiting.
    file = await open(place, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return whyNotOpened(place, error as NodeJS.ErrnoException);
  }
  try {
    const mistrust = whyMistrusted(await file.stat());
    if (mistrust !== null) return refused(place, mistrust);
    return readSocketFile(place, await file.readFile("utf8"));
  } finally {
    await file.close();
  }
}

function whyNotOpened(place: string, { code }: NodeJS.ErrnoException): FoundSocket {
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "none" };
  if (code === "ELOOP" || code === "EMLINK") return refused(place, "it is a symbolic link");
  return refused(place, `it cannot be read by this user (${code})`);
}

/** Windows knows neither: there the folder's own rights decide who can put a file beside the graph. */
function whyMistrusted(stats: Stats): string | null {
  if (!stats.isFile()) return "it is not a file";
  const user = process.getuid?.();
  if (user === undefined) return null;
  // What root writes is believed, as root could change this program as well.
  if (stats.uid !== user && stats.uid !== 0)
    return `it belongs to user ${stats.uid}, and this is user ${user}`;
  const mode = stats.mode & 0o777;
  return (mode & 0o077) === 0 ? null : `others may use it (its mode is ${mode.toString(8)})`;
}

function readSocketFile(place: string, text: string): FoundSocket {
  const read = socketFile.safeParse(parsed(text));
  if (read.success) return isRunning(read.data.pid) ? { kind: "found", socket: read.data } : { kind: "none" };
  const elsewhere = read.error.issues.some(({ path }) => path[0] === "commands");
  return refused(
    place,
    elsewhere ? "its address is not one of this machine" : "it is not what a server writes",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refused(place: string, why: string): FoundSocket {
  return {
    kind: "refused",
    reason: `${place} says where to send commands, but it is not believed: ${why}. Expected a file that a server of this user wrote, with mode 600 and an address of this machine. Run this as the user of the server that holds the graph, or remove the file where no server does. Nothing was sent.`,
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
