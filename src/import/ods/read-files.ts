import type { Code } from "../../model/code.ts";
import type { Input } from "../input/input.ts";
import type { Rejects } from "../report/rejects.ts";
import { countIgnored, emptyPart, ignored, type PartReport, rejected } from "../report/report.ts";
import { isPracticeCode } from "./cells.ts";
import type { Known } from "./known.ts";
import { type KnownCodes, type MembershipRow, membershipOf, readMembership } from "./membership-rows.ts";
import { type PracticeRow, readPractice } from "./practice-rows.ts";
import { type Outcome, readFile } from "./read-file.ts";
import type { ReadRow, Row } from "./rows.ts";

/** The rows of one part that the graph takes. */
export interface Taken<R> {
  readonly part: PartReport;
  readonly rows: readonly R[];
}
export interface TakenMemberships extends Taken<MembershipRow> {
  /** Practices of which a row was rejected, so that it is not known what the file says of them. */
  readonly unclear: ReadonlySet<string>;
}

const taken: Outcome = { kind: "taken" };
/** Stands in `unclear` for a row whose practice cannot be read: it might be any. */
export const anyPractice = "*";

/** Reads the practices file, and its parent columns as memberships where there is no other file for them. */
export async function readPracticesFile(input: Input, known: Known, rejects: Rejects, withParents: boolean) {
  const part = emptyPart(input.name, "practices") as PartReport & { part: "practices" };
  const seen = new Once<PracticeRow>((row) => row.code);
  const others = new Map<Code, "not a GP practice" | "rejected">();
  const parents = new ParentColumns(input.name, known, rejects);
  const take = (row: ReadRow): Outcome => {
    const read = readPractice(row);
    if (read.kind === "ignored" && read.code) others.set(read.code, "not a GP practice");
    if (read.kind !== "practice") return read;
    const kind = known.otherKinds.get(read.code);
    if (kind !== undefined) return rejected("code", `${read.code} is a ${kind} in the graph, not a practice`);
    const outcome = seen.add(read, row.line);
    if (outcome.kind === "taken" && withParents) parents.add(read, row);
    return outcome;
  };
  await readFile(input, part, rejects, take, (row) => others.set(firstCell(row) as Code, "rejected"));
  return { practices: { part, rows: seen.rows }, others, parents: withParents ? parents.taken : null };
}

/** Reads the memberships file. */
export async function readMembershipsFile(
  input: Input,
  codes: KnownCodes,
  rejects: Rejects,
): Promise<TakenMemberships> {
  const part = emptyPart(input.name, "memberships") as PartReport & { part: "memberships" };
  const seen = new Once<MembershipRow>(keyOf);
  const unclear = new Set<string>();
  const take = (row: ReadRow): Outcome => {
    const read = readMembership(row, codes);
    return read.kind === "membership" ? seen.add(read, row.line) : read;
  };
  await readFile(input, part, rejects, take, (row) => {
    const practice = firstCell(row);
    unclear.add(isPracticeCode(practice) ? practice : anyPractice);
  });
  return { part, rows: seen.rows, unclear };
}

const firstCell = (row: Row): string => (row.kind === "read" ? (row.cells[0]?.trim() ?? "") : "");

/** What makes two rows, or a row and a fact, the same membership. */
export const keyOf = (row: { practice: Code; parent: Code; joined: string | null }): string =>
  `${row.practice} ${row.parent} ${row.joined}`;

/** Takes each thing once: a second row that says the same is ignored, one that says other is a fault. */
class Once<R> {
  readonly #keyOf: (row: R) => string;
  readonly #seen = new Map<string, { row: R; line: number }>();
  constructor(keyOf: (row: R) => string) {
    this.#keyOf = keyOf;
  }

  get rows(): R[] {
    return [...this.#seen.values()].map(({ row }) => row);
  }

  add(row: R, line: number): Outcome {
    const key = this.#keyOf(row);
    const before = this.#seen.get(key);
    if (before === undefined) {
      this.#seen.set(key, { row, line });
      return taken;
    }
    return JSON.stringify(before.row) === JSON.stringify(row)
      ? ignored("same as an earlier row")
      : rejected(null, `line ${before.line} says otherwise of ${key}`);
  }
}

/** Columns 15 to 17 of the practices file: each practice's last parent. */
class ParentColumns {
  readonly #file: string;
  readonly #rejects: Rejects;
  readonly #codes: KnownCodes;
  readonly taken: Taken<MembershipRow> & { rows: MembershipRow[] };

  constructor(file: string, known: Known, rejects: Rejects) {
    this.#file = file;
    this.#rejects = rejects;
    this.#codes = { practice: () => "practice", kindOf: (code) => known.otherKinds.get(code) };
    this.taken = { part: emptyPart(file, "parent columns"), rows: [] };
  }

  add({ code, parent }: PracticeRow, row: ReadRow): void {
    const { part, rows } = this.taken;
    part.read++;
    const read = parent
      ? membershipOf(code, parent.code, parent.joined, parent.left, this.#codes)
      : ignored("no parent given");
    if (read.kind === "membership") rows.push(read);
    if (read.kind === "ignored") countIgnored(part, read);
    if (read.kind !== "rejected") return;
    part.rejected++;
    this.#rejects.add(this.#file, row, read);
  }
}
