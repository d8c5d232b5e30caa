import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** Bytes of a stream, kept in a temporary file. */
export interface StagedInput {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Writes a stream to a temporary file of its own. */
export async function stageInput(bytes: AsyncIterable<Buffer>): Promise<StagedInput> {
  const folder = await mkdtemp(join(tmpdir(), "commissioning-import-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, "input");
  try {
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}
