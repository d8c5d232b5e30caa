/** Why a row of a file was set aside or refused. */
export interface Ignored {
  readonly kind: "ignored";
  readonly rule: string;
}
export interface Rejected {
  readonly kind: "rejected";
  /** The name of the column at fault; null where it is the row as a whole. */
  readonly column: string | null;
  readonly reason: string;
}
export const ignored = (rule: string): Ignored => ({ kind: "ignored", rule });
export const rejected = (column: string | null, reason: string): Rejected => ({
  kind: "rejected",
  column,
  reason,
});

/** What the rows of a file can be read as. The parent columns of a practices file are read as memberships too. */
export type PartName =
  | "practices"
  | "memberships"
  | "parent columns"
  | "sources"
  | "organisations"
  | "counts"
  | "facts";

/** What became of what a file says. read = added + changed + unchanged + ignored + rejected. */
export interface PartReport {
  readonly file: string;
  readonly part: PartName;
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  ignored: number;
  readonly ignoredByRule: Record<string, number>;
  rejected: number;
  /** Facts of an earlier file that this one no longer has, retracted. No rows of the file. */
  withdrawn: number;
}

export const emptyPart = (file: string, part: PartName): PartReport => ({
  file,
  part,
  read: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  ignored: 0,
  ignoredByRule: {},
  rejected: 0,
  withdrawn: 0,
});

/** Counts a row as set aside by a rule. */
export function countIgnored(part: PartReport, { rule }: Ignored): void {
  part.ignored++;
  part.ignoredByRule[rule] = (part.ignoredByRule[rule] ?? 0) + 1;
}

/** "no change" is where the graph says already what was taken; where nothing was taken, nobody can tell. */
type Outcome = "written" | "no change" | "nothing taken" | "dry run" | "refused";

interface Found {
  readonly parts: readonly PartReport[];
  readonly dryRun: boolean | undefined;
  /** That what is ignored now is kept for when its other end comes. */
  readonly hasPending?: boolean;
}

/**
 * What an import comes to.
 * @param rows to be written
 */
export function outcomeOf(
  refusal: string | null,
  rows: number,
  { parts, dryRun, hasPending = false }: Found,
): Outcome {
  if (refusal !== null) return "refused";
  if (!parts.some(isTaken) && !hasPending) return "nothing taken";
  if (rows === 0) return "no change";
  return dryRun ? "dry run" : "written";
}

/** The files of which nothing was taken, by name, each once. */
export function untakenOf(parts: readonly PartReport[]): string[] {
  const taken = new Set(parts.filter(isTaken).map(({ file }) => file));
  return [...new Set(parts.map(({ file }) => file))].filter((file) => !taken.has(file));
}

const isTaken = (part: PartReport): boolean => part.added + part.changed + part.unchanged > 0;

/** All of an import, in the end. */
export interface ImportReport {
  readonly outcome: Outcome;
  /** Why nothing was written, in one sentence. */
  readonly refusal: string | null;
  readonly parts: readonly PartReport[];
  /** Files of which no row was taken: each was ignored or rejected, or there was none. */
  readonly untaken: readonly string[];
  /** The first few rejected rows, as sentences. */
  readonly firstRejects: readonly string[];
  /** Where all rejected rows were written; null where there are none. */
  readonly rejectsFile: string | null;
  /** What a reader of the counts should know. */
  readonly warnings: readonly string[];
  /** When each file was taken as published, where that was not given. */
  readonly published?: readonly string[];
  readonly seconds: number;
}
