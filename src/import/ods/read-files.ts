import type { Code } from "../../model/code.ts";
import type { StatedMembership, StatedPractice } from "../../model/editions.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { CsvFile } from "../csv/open-csv.ts";
import { rejecting } from "../report/faults.ts";
import { emptyPart, type PartReport, type Rejected, rejected } from "../report/report.ts";
import { isEnglish } from "./cells.ts";
import type { Known } from "./known.ts";
import { odsSources } from "./layouts.ts";
import { type KnownCodes, type MembershipRow, readMembership, statedMembership } from "./membership-rows.ts";
import { Once } from "./once.ts";
import { ParentColumns } from "./parent-columns.ts";
import { type OfPractice, type OtherRow, type PracticeRow, readPractice } from "./practice-rows.ts";
import { type Reading, readFile } from "./read-file.ts";

/** The rows of one part that the graph takes. */
export interface Ingested<R> {
  readonly part: PartReport;
  readonly rows: readonly R[];
}
export interface IngestedMemberships extends Ingested<MembershipRow> {
  /** Practices of which a row was rejected, so that it is not known what the file says of them. */
  readonly unclear: ReadonlySet<string>;
  /** What it states, whatever the graph holds. */
  readonly stated: readonly StatedMembership[];
  readonly csv: CsvFile;
}
export interface IngestedPractices {
  readonly practices: Ingested<PracticeRow>;
  /** What the codes of the other rows are. */
  readonly others: ReadonlyMap<Code, "not a GP practice" | "rejected">;
  /** The parent columns as memberships; null where there is another file for them. */
  readonly parents: Ingested<MembershipRow> | null;
  readonly stated: readonly StatedPractice[];
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
  const stated = new Map<Code, StatedPractice>();
  const parents = new ParentColumns(reading.file.name, known, reading.rejects);
  const csv = await readFile(
    reading,
    part,
    (row) => {
      const read = readPractice(row);
      if (read.kind === "rejected") return read;
      const practice = read.kind === "practice" ? read : stillOf(read, known);
      const says = statedBy(read);
      if (practice?.kind !== "practice") {
        if (says && practice === null && !stated.has(says.code)) stated.set(says.code, says);
        if (read.kind === "ignored") others.set(read.code, "not a GP practice");
        return practice ?? (read as OtherRow);
      }
      const kind = known.lives.get(read.code)?.kind ?? "PRACTICE";
      if (kind !== "PRACTICE")
        return rejected("code", `${read.code} is a ${kind} in the graph, not a practice`);
      const outcome = seen.add(practice, row.line);
      if (outcome.kind === "taken" && says) stated.set(says.code, says);
      if (outcome.kind === "taken" && withParents) parents.add(practice, row);
      return outcome;
    },
    (row) => others.set(practiceIn(row.text) as Code, "rejected"),
  );
  parents.conclude();
  // A file of other bodies alone is no edition, though one of them may be a practice in another.
  const isOfPractices = seen.rows.length > 0 || [...stated.values()].some(({ closing }) => closing !== null);
  return {
    practices: { part, rows: seen.rows },
    others,
    parents: withParents ? parents.ingested : null,
    stated: isOfPractices ? [...stated.values()] : [],
    csv,
  };
}

/** What a row states, whatever the graph holds; null for one that is of no practice and says nothing of one. */
function statedBy(row: PracticeRow | OtherRow): StatedPractice | null {
  if (row.kind === "practice") return { ...row, closing: null };
  const said = rejecting(() => row.ofPractice());
  if (said === null || "reason" in said || !isEnglish(row.code)) return null;
  return { code: row.code, description: null, ...said };
}

/** A practice that the graph knows from ODS, by a row that no longer calls it one; null for any other. */
function stillOf({ code, ofPractice }: OtherRow, known: Known): PracticeRow | Rejected | null {
  const before = known.practices.get(code);
  if (before?.source !== odsSources.practices.code) return null;
  return rejecting(() => {
    const said = ofPractice();
    return said && describedAsBefore(before, said);
  });
}

/** A practice as it was described, closed where that is said; null where it had not opened by then, or had closed and is another body now. */
export function describedAsBefore(
  before: OrganisationRecord,
  { closing, parent }: OfPractice,
): PracticeRow | null {
  const { code, name, postcode, opened, closed, note, odsSubType } = before;
  if (closing ? opened !== null && closing.closed < opened : closed !== null) return null;
  const description = { name, postcode, opened, odsSubType, closed, note, ...closing };
  return { kind: "practice", code, description, parent };
}

/** Reads the memberships file. */
export async function readMembershipsFile(reading: Reading, codes: KnownCodes): Promise<IngestedMemberships> {
  const part = emptyPart(reading.file.name, "memberships") as PartReport & { part: "memberships" };
  const seen = new Once<MembershipRow>(keyOf);
  const unclear = new Set<string>();
  const stated = new Map<string, StatedMembership>();
  const csv = await readFile(
    reading,
    part,
    (row) => {
      const read = readMembership(row, codes);
      const says = read.kind === "rejected" ? null : statedMembership(row);
      if (says) stated.set(keyOf(says), says);
      return read.kind === "membership" ? seen.add(read, row.line) : read;
    },
    (row) => unclear.add(practiceIn(row.text)),
  );
  return { part, rows: seen.rows, unclear, stated: [...stated.values()], csv };
}

/** The practice that a row begins with, whatever else is wrong with it. */
const practiceIn = (text: string): string =>
  /^"?\s*([A-Z]\d{5}|[A-Z]{3}\d{3})\b/.exec(text)?.[1] ?? anyPractice;

/** What makes two rows, or a row and a fact, the same membership. */
export const keyOf = (row: { practice: Code; parent: string; joined: string | null }): string =>
  `${row.practice} ${row.parent} ${row.joined}`;
