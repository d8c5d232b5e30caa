import type { Code } from "../../model/code.ts";
import type { Life } from "../../model/fact-rules.ts";
import type { ReadRow } from "../csv/line-records.ts";
import type { Rejects } from "../report/rejects.ts";
import { countIgnored, emptyPart, ignored, type PartReport } from "../report/report.ts";
import type { Known } from "./known.ts";
import { lifeAfter } from "./life-after.ts";
import { type MembershipRow, membershipOf } from "./membership-rows.ts";
import { OddRows } from "./oddities.ts";
import type { PracticeRow } from "./practice-rows.ts";

/** Columns 15 to 17 of the practices file: each practice's last parent. */
export class ParentColumns {
  readonly #known: Known;
  readonly #rejects: Rejects;
  readonly #odd = new OddRows();
  readonly ingested: { readonly part: PartReport; readonly rows: MembershipRow[] };

  constructor(file: string, known: Known, rejects: Rejects) {
    this.#known = known;
    this.#rejects = rejects;
    this.ingested = { part: emptyPart(file, "parent columns"), rows: [] };
  }

  add(practice: PracticeRow, row: ReadRow): void {
    const { part, rows } = this.ingested;
    part.read++;
    const read = this.#read(practice);
    if (read.kind === "membership") rows.push(read);
    if (read.kind === "ignored") countIgnored(part, read);
    if (read.kind === "odd") this.#odd.add(row, read);
    if (read.kind !== "rejected") return;
    part.rejected++;
    this.#rejects.add(part.file, row, read);
  }

  /** To be called behind the last row. */
  conclude(): void {
    this.#odd.conclude(this.ingested.part, this.#rejects);
  }

  #read(practice: PracticeRow) {
    const { code, parent } = practice;
    if (parent === null) return ignored("no parent given");
    const own = lifeAfter(practice, this.#known);
    const lifeOf = (of: Code): Life | undefined => (of === code ? own : this.#known.lives.get(of));
    return membershipOf(code, parent.code, parent.joined, parent.left, { lifeOf });
  }
}
