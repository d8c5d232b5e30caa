import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { z } from "zod";

/** How commands reach the server that holds the embedded graph's file: what lies beside that file meanwhile. */
export interface Door {
  readonly pid: number;
  /** Of the API, for people. */
  readonly url: string;
  /** Where commands are sent, on the loopback address. */
  readonly commands: string;
  readonly secret: string;
  /** When the server was started: ISO 8601. */
  readonly since: string;
}

const door = z.object({
  pid: z.number().int().positive(),
  url: z.string(),
  commands: z.url(),
  secret: z.string().min(1),
  since: z.string(),
});

export const newSecret = (): string => randomBytes(32).toString("base64url");

const besideFile = (graphFile: string): string => `${graphFile}.server.json`;

/**
 * Says beside the graph's file how to reach this server. Only the owner may read it. Whatever lies there was left by
 * a server that is gone: this one holds the file's lock.
 */
export async function writeDoor(graphFile: string, to: Door): Promise<void> {
  const place = besideFile(graphFile);
  const written = `${place}.${process.pid}`;
  await rm(written, { force: true });
  await writeFile(written, `${JSON.stringify(to, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  await rename(written, place);
}

export async function removeDoor(graphFile: string): Promise<void> {
  await rm(besideFile(graphFile), { force: true });
}

/** The server that says it holds this graph's file; null where none does, or the one that did is gone. */
export async function findDoor(graphFile: string): Promise<Door | null> {
  try {
    const read = door.safeParse(JSON.parse(await readFile(besideFile(graphFile), "utf8")));
    return read.success && isRunning(read.data.pid) ? read.data : null;
  } catch {
    // None lies there, or another user's, or half of one: opening the graph's file will tell.
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
