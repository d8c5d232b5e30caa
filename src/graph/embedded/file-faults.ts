import { statSync } from "node:fs";
import { join } from "node:path";
import { Unavailable } from "../../model/errors.ts";
import { diskFault, isReadOnlyFault } from "../disk-fault.ts";
import { logFolderOf } from "./graph-file.ts";

/** A graph that could not be opened. */
export function notOpened(error: unknown, file: string, readOnly = false): Unavailable {
  if (error instanceof Unavailable) return error;
  const message = error instanceof Error ? error.message : String(error);
  // The engine's two sentences: to whoever wants to read, and to whoever wants to write.
  const inUse = /cannot be locked|is locked by another process/.test(message);
  const unread = readOnly && isReadOnlyFault(error);
  const why = inUse
    ? whoUsesIt(readOnly)
    : unread
      ? `this user may not read it, or not what lies beside it, such as ${logFolderOf(file)}. Let it read both.`
      : whyNotOpened(error, message, file);
  return new Unavailable(`GRAPH_FILE=${file} cannot be opened: ${why}`, { inUse }, { cause: error });
}

/** Any number of processes may read a file while none writes it. */
const whoUsesIt = (readOnly: boolean): string =>
  readOnly
    ? "a process that writes it has it open. Stop that process, or serve a copy: a backup of it, restored into a file of its own."
    : "another process is using it, be it to read. Stop that process, or give this one a file of its own with GRAPH_FILE.";

function whyNotOpened(error: unknown, message: string, file: string): string {
  const fault = diskFault(error, file);
  if (fault !== null) return `${fault}. Nothing of the graph is lost: ${whatToDo(error)}.`;
  if (/sidecar WAL .* holds files of another database/.test(message)) {
    const log = logFolderOf(file);
    return `${file} is not there, but the engine's log of it is, ${log}. Nothing was changed. Put the file back where it was; or, where it is gone for good, move ${log} away and restore the last backup: "commissioning restore england.backup.jsonl.gz".`;
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    return `it is a folder. Expected a file in it, such as ${join(file, "commissioning.grafeo")}.`;
  }
  if (/invalid file header magic/i.test(message)) {
    return `it is not a graph file. Nothing was changed. Expected a file that this program wrote, or a name where none exists yet. If it was one, restore the last backup into a new file: ${restoreElsewhere}.`;
  }
  if (/damaged|corrupt|checksum|Serialization/i.test(message)) return damaged(message, file);
  return message;
}

const restoreElsewhere = '"GRAPH_FILE=restored.grafeo commissioning restore england.backup.jsonl.gz"';

const whatToDo = (error: unknown): string =>
  isReadOnlyFault(error)
    ? "set GRAPH_READ_ONLY=1 to serve or ask it as it is, or let this user write there"
    : "mend that, and open it again";

/** The way out of a file or a log that the engine refuses: it names the place, and never opens part of it in silence. */
function damaged(message: string, file: string): string {
  const log = logFolderOf(file);
  const isLog = message.includes(`${log}/`) || message.includes(`${log}\\`);
  const what = isLog ? `the engine's log beside it, ${log}, is damaged` : "it is damaged";
  const place = /damaged at byte \d+/.exec(message)?.[0].replace("damaged ", " ") ?? "";
  const without = isLog
    ? ` Without a backup: move ${log} away, and the file opens as it was when the log was written into it last; then "commissioning audit verify --hash" with the last hash that was kept says whether anything is missing.`
    : "";
  return `${what}${place}. Nothing was changed. Keep a copy of ${file} and of what lies beside it, and restore the last backup into a new file: ${restoreElsewhere}.${without}`;
}

/** A write to a file that is no longer where it was. */
export const lostFile = (lost: string): Unavailable =>
  new Unavailable(
    `Nothing was written: ${lost} while this process had it open, and what is written now would be gone when it ends. Put it back where it was; or save what this process still holds with "commissioning backup england.backup.jsonl.gz", stop it, and restore that.`,
  );

export const notWritten = (fault: string, cause: unknown): Unavailable =>
  new Unavailable(`Nothing was written: ${fault}. Mend that, and try again.`, {}, { cause });

/** A log that could not be written into the file. */
export const notCheckpointed = (error: unknown, name: string): Unavailable =>
  new Unavailable(
    `The log beside ${name} could not be written into it (${diskFault(error, name) ?? "see the cause"}): it goes on growing, and nothing is lost. It is tried again when the log has grown as much again, and when the graph is closed.`,
    {},
    { cause: error },
  );

/** A change that is written, but not noted beside the file: only what tells of a loss is behind. */
export const notNoted = (error: unknown, name: string): Unavailable =>
  new Unavailable(
    `What was written is kept, but ${name}.head.json, which tells whether anything is missing later, could not be brought up to date: ${diskFault(error, name) ?? "see the cause"}.`,
    {},
    { cause: error },
  );

/** A graph that was closed, but whose log stays. */
export function notClosed(error: unknown, name: string): Unavailable {
  const why = diskFault(error, name) ?? (error instanceof Error ? error.message : String(error));
  return new Unavailable(
    `What was written is kept, but ${name} could not be brought up to date at closing: ${why}. It is in the log beside it, ${name}.wal: keep both together. The next start reads it.`,
    {},
    { cause: error },
  );
}

/** A graph that was closed where nobody finds it. */
export const lostAtClosing = (lost: string, copy: string | null): Unavailable =>
  new Unavailable(
    copy === null
      ? `${lost} while this process had it open: what the process held went into the file that it opened, which is no longer there if it was deleted.`
      : `${lost} while this process had it open, and closing wrote over that again: what somebody had put there is kept as ${copy}.`,
  );
