import { constants, existsSync } from "node:fs";
import { chmod, copyFile, cp } from "node:fs/promises";
import { logFolderOf } from "./graph-file.ts";

/**
 * Copies a graph's file, with the engine's log beside it, for its owner alone. Nobody may be writing it meanwhile:
 * whoever calls this has it open to read.
 * @param path of the graph's file
 * @param to a name that nothing has
 */
export async function setAside(path: string, to: string): Promise<void> {
  const log = logFolderOf(path);
  if (existsSync(log)) await cp(log, logFolderOf(to), { recursive: true, errorOnExist: true, force: false });
  await copyFile(path, to, constants.COPYFILE_EXCL);
  await chmod(to, 0o600);
}
