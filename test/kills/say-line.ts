import { writeSync } from "node:fs";

/**
 * Says something on standard output, a line of JSON, at once and whole: it has been said, whatever happens to this
 * process afterwards. Whoever listens may be slow, and the pipe full.
 */
export function sayLine(said: object): void {
  let rest = Buffer.from(`${JSON.stringify(said)}\n`);
  while (rest.length > 0) rest = rest.subarray(written(rest));
}

function written(bytes: Buffer): number {
  try {
    return writeSync(1, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}
