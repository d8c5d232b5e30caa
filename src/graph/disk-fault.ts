import { constants } from "node:os";

type Reason = (file: string) => string;

const full: Reason = (file) => `no space left on the disk of ${file}`;
const reasons: Readonly<Record<string, Reason>> = {
  ENOSPC: full,
  EDQUOT: (file) => `${full(file)}: the quota of this user is used up`,
  EFBIG: (file) => `${full(file)}: a file may not be larger here`,
  EROFS: (file) => `the disk of ${file} can only be read`,
  EIO: (file) => `the disk of ${file} does not work (input/output error)`,
  EACCES: (file) => `this user may not write ${file}`,
  EPERM: (file) => `this user may not write ${file}`,
};

/** The engine tells the operating system's number alone. */
const names: ReadonlyMap<number, string> = new Map([
  ...Object.entries(constants.errno).map(([name, number]) => [number, name] as const),
  // Of Windows: ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL, ERROR_WRITE_PROTECT.
  ...(process.platform === "win32"
    ? ([
        [112, "ENOSPC"],
        [39, "ENOSPC"],
        [19, "EROFS"],
      ] as const)
    : []),
]);

/**
 * What a disk has against a write, in words, of an error of Node's or of the embedded engine's; null where it is no
 * fault of a disk.
 */
export function diskFault(error: unknown, file: string): string | null {
  const reason = reasons[codeOf(error) ?? ""];
  return reason ? reason(file) : null;
}

/** Whether reading would still go well. */
export const isReadOnlyFault = (error: unknown): boolean =>
  ["EROFS", "EACCES", "EPERM"].includes(codeOf(error) ?? "");

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const number = /\(os error (\d+)\)/.exec(error.message)?.[1];
  if (number !== undefined) return names.get(Number(number));
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
