import { createHash } from "node:crypto";

export interface Measure {
  /** Passes chunks on as bytes, and measures them. */
  readonly through: (chunks: AsyncIterable<string | Uint8Array>) => AsyncGenerator<Buffer>;
  readonly result: () => { readonly bytes: number; readonly sha256: string };
}

/** Measures what passes through it: how long it is, and its SHA-256. */
export function measure(): Measure {
  const hash = createHash("sha256");
  let bytes = 0;
  return {
    async *through(chunks) {
      for await (const chunk of chunks) {
        const buffer = Buffer.from(chunk);
        hash.update(buffer);
        bytes += buffer.length;
        yield buffer;
      }
    },
    result: () => ({ bytes, sha256: hash.digest("hex") }),
  };
}
