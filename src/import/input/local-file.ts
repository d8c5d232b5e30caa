import { stat } from "node:fs/promises";
import { openInput } from "./open-input.ts";
import { stageInput } from "./stage-input.ts";

/** A file to import that can be read more than once. Whoever opens it closes it. */
export interface LocalFile {
  /** What the report calls it. */
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  close(): Promise<void>;
}

/**
 * Opens a place as `openInput` does; what is no plain file of this machine is kept in a temporary one meanwhile.
 * @throws BadUserInput as `openInput` does
 */
export async function openLocally(place: string, stdin: AsyncIterable<Buffer>): Promise<LocalFile> {
  const input = await openInput(place, stdin);
  try {
    if (input.path !== null) return { ...input, path: input.path, size: input.size ?? 0 };
    const { path, remove } = await stageInput(input.bytes);
    return { name: input.name, path, size: (await stat(path)).size, close: remove };
  } finally {
    await input.close();
  }
}
