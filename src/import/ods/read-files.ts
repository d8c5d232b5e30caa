import type { Code } from "../../model/code.ts";
import type { CsvFile } from "../csv/open-csv.ts";
import { rejecting } from "../report/faults.ts";
import { emptyPart, type PartReport, type Rejected, rejected } from "../report/report.ts";
import type { Known } from "./known.ts";
import { odsSources } from "./layouts.ts";
import { type KnownCodes, type MembershipRow, readMembership } from "./membership-rows.ts";
import { Once } from "./once.ts";
import { ParentColumns } from "./parent-columns.ts";
import { type OtherRow, type PracticeRow, readPractice } from "./practice-rows.ts";
import { type Reading, readFile } from "./read-file.ts";

/** The rows of one part that the graph takes. */
export interface Ingested<R> {
  readonly part: PartReport;
  readonly rows: readonly R[];
}
export interface IngestedMemberships extends Ingested<MembershipRow> {
  /** Practices of which a row was rejected, so that it is not known what the file says of them. */
  readonly unclear: ReadonlySet<string>;
  readonly csv: CsvFile;
}
export interface IngestedPractices {
  readonly practices: Ingested<PracticeRow>;
  /** What the codes of the other rows are. */
  readonly others: ReadonlyMap<Code, "not a GP practice" | "rejected">;
  /** The parent columns as memberships; null where there is another file for them. */
  readonly parents: Ingested<MembershipRow> | null;
  readonly csv: CsvFile;
}

/** Stands in `unclear` for a row whose practice cannot be read: it might be any. */
export const anyPractice = "*";

/** Reads the practices file, and its parent columns as memberships where there is no other file for them. */
export async function readPracticesFile(
  reading: Reading,
  known: Known,
  withParents: boolean,
): Promise<IngestedPractices> {
  const part = emptyPart(reading.file.name, "practices") as PartReport & { part: "practices" };
  const seen = new Once<PracticeRow>((row) => row.code);
  const others = new Map<Code, "not a GP practice" | "rejected">();
  const parents = new ParentColumns(reading.file.name, known, reading.rejects);
  const csv = await readFile(
    reading,
    part,
    (row) => {
      const read = readPractice(row);
      if (read.kind === "rejected") return read;
      const practice = read.kind === "practice" ? read : closedOf(read, known);
      if (practice?.kind !== "practice") {
        if (read.kind === "ignored") others.set(read.code, "not a GP practice");
        return practice ?? (read as OtherRow);
      }
      const kind = known.lives.get(read.code)?.kind ?? "PRACTICE";
      if (kind !== "PRACTICE")
        return rejected("code", `${read.code} is a ${kind} in the graph, not a practice`);
      const outcome = seen.add(practice, row.line);
      if (outcome.kind === "taken" && withParents) parents.add(practice, row);
      return outcome;
    },
    (row) => others.set(practiceIn(row.text) as Code, "rejected"),
  );
  parents.settle();
  return { practices: { part, rows: seen.rows }, others, parents: withParents ? parents.taken : null, csv };
}

/** The closing of a practice that the graph knows from ODS, in a row that no longer calls it one; null for any other. */
function closedOf({ code, closing }: OtherRow, known: Known): PracticeRow | Rejected | null {
  const before = known.practices.get(code);
  if (before?.source !== odsSources.practices.code) return null;
  return rejecting(() => {
    const said = closing();
    if (said === null || (before.opened !== null && said.closed < before.opened)) return null;
    const { name, postcode, opened, odsSubType } = before;
    const { closed, note, parent } = said;
    return {
      kind: "practice",
      code,
      description: { name, postcode, opened, odsSubType, closed, note },
      parent,
    };
  });
}

/** Reads the memberships file. */
export async function readMembershipsFile(reading: Reading, codes: KnownCodes): Promise<IngestedMemberships> {
  const part = emptyPart(reading.file.name, "memberships") as PartReport & { part: "memberships" };
  const seen = new Once<MembershipRow>(keyOf);
  const unclear = new Set<string>();
  const csv = await readFile(
    reading,
    part,
    (row) => {
      const read = readMembership(row, codes);
      return read.kind === "membership" ? seen.add(read, row.line) : read;
    },
    (row) => unclear.add(practiceIn(row.text)),
  );
  return { part, rows: seen.rows, unclear, csv };
}

/** The practice that a row begins with, whatever else is wrong with it. */
const practiceIn = (text: string): string =>
  /^"?\s*([A-Z]\d{5}|[A-Z]{3}\d{3})\b/.exec(text)?.[1] ?? anyPractice;

/** What makes two rows, or a row and a fact, the same membership. */
export const keyOf = (row: { practice: Code; parent: Code; joined: string | null }): string =>
  `${row.practice} ${row.parent} ${row.joined}`;
