import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { Writable } from "node:stream";
import { z } from "zod";

/** What is known of an output of whoever sends a command. */
const terminal = z.object({
  isTerminal: z.boolean(),
  columns: z.number().int().positive().nullable(),
  colours: z.boolean(),
});

/** The first line of a sent command; what follows it is its standard input. */
export const commandHead = z.object({
  args: z.array(z.string()),
  cwd: z.string(),
  user: z.string(),
  /** The settings that it was started with. */
  env: z.record(z.string(), z.string()),
  stdout: terminal,
  stderr: terminal,
});
export type CommandHead = z.infer<typeof commandHead>;

/** A line of what comes back; bytes are base64. The last one is the exit code. */
export const frame = z.union([
  z.object({ stdout: z.base64() }),
  z.object({ stderr: z.base64() }),
  /** The command begins to read its standard input. */
  z.object({ stdin: z.literal("wanted") }),
  z.object({ exitCode: z.number().int() }),
]);
export type Frame = z.infer<typeof frame>;

/** Sends a frame; resolves when another may be sent, or nobody listens any more. */
export async function sendFrame(response: ServerResponse, sent: Frame): Promise<void> {
  if (response.destroyed || response.write(`${JSON.stringify(sent)}\n`)) return;
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]).catch(
    () => {},
  );
  waiting.abort();
}

/** A stream whose bytes leave as frames. */
export function framed(response: ServerResponse, name: "stdout" | "stderr"): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const bytes = chunk.toString("base64");
      sendFrame(response, name === "stdout" ? { stdout: bytes } : { stderr: bytes }).then(() => done(), done);
    },
  });
}
