import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { BadUserInput } from "../../model/errors.ts";

export const isGzip = (firstBytes: Buffer): boolean =>
  firstBytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]));

/** Unpacks gzip as it arrives. @throws BadUserInput, while it is read, where it is damaged or cut off */
export async function* gunzipped(name: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpacked = createGunzip();
  // What goes wrong comes out of `unpacked` too, where it is told.
  pipeline(bytes, unpacked, () => {});
  try {
    yield* unpacked;
  } catch (cause) {
    if (cause instanceof BadUserInput) throw cause;
    throw new BadUserInput(
      `${name} starts as gzip does, and cannot be read as it: ${(cause as Error).message}. Expected a whole .csv.gz file.`,
      {},
      { cause },
    );
  }
}
