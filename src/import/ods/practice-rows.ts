import type { Code } from "../../model/code.ts";
import type { IsoDate } from "../../model/dates.ts";
import type { Description } from "../../model/organisation.ts";
import type { ReadRow } from "../csv/line-records.ts";
import { fault, rejecting, shown } from "../report/faults.ts";
import { type Ignored, ignored, type Rejected } from "../report/report.ts";
import { cellReader, codeIn, dateIn, isEnglish, practiceCodeIn } from "./cells.ts";
import { practicesLayout } from "./layouts.ts";

/** What ODS says of a practice itself. */
export type OdsDescription = Pick<
  Description,
  "name" | "postcode" | "opened" | "closed" | "note" | "odsSubType"
>;

export interface PracticeRow {
  readonly kind: "practice";
  readonly code: Code;
  readonly description: OdsDescription;
  /** Columns 15 to 17: the last parent it had; null where none. */
  readonly parent: Parent | null;
}
export interface Parent {
  readonly code: string;
  readonly joined: IsoDate | null;
  readonly left: IsoDate | null;
}

/** A practice's code in a row that is none of a GP practice of England, with the rule that says so. */
export interface OtherRow extends Ignored {
  readonly code: Code;
  /** What it says of a code that the graph knows as a GP practice; null for nothing. */
  readonly ofPractice: () => OfPractice | null;
}

/** What a row that calls a practice none any more still says of it: one that closes, or serves others, may lose its setting. */
export interface OfPractice {
  readonly closing: { readonly closed: IsoDate; readonly note: string | null } | null;
  readonly parent: Parent | null;
}

/** ODS closed practices in bulk on this day, in a tidy-up: most had closed at another time. */
export const tidyUp = "2012-09-30";
/** As the classic file has it, and as ODS's Data Search and Export does. */
const statusNotes: Readonly<Record<string, string | null>> = {
  A: null,
  C: null,
  D: "Dormant in ODS.",
  P: "Proposed in ODS.",
  ACTIVE: null,
  INACTIVE: null,
  DORMANT: "Dormant in ODS.",
  PROPOSED: "Proposed in ODS.",
};
/** Without its day such a practice would stand open for ever. */
const closedStatuses: readonly string[] = ["C", "INACTIVE"];
/** The prescribing setting of a GP practice, and the role that ODS gives it since the settings went. */
const gpPractice = { setting: 4, role: "RO76" } as const;

/** Reads a row of epraccur: a GP practice of England, a row that is none, or one with a fault. */
export function readPractice(row: ReadRow): PracticeRow | OtherRow | Rejected {
  return rejecting(() => {
    const cell = cellReader(practicesLayout, row);
    const code = practiceCodeIn("code", cell("code"));
    if (!isEnglish(code)) return { ...ignored("not an English practice code"), code, ofPractice: () => null };
    if (!isGpPractice(cell("prescribingSetting"))) {
      const rule = "not a GP practice (prescribing setting other than 4)";
      return { ...ignored(rule), code, ofPractice: () => ofPracticeIn(cell) };
    }
    return { kind: "practice", code, description: descriptionOf(cell), parent: parentOf(cell) };
  });
}

function isGpPractice(setting: string): boolean {
  if (/^\d{1,2}$/.test(setting)) return Number(setting) === gpPractice.setting;
  const roles = setting.split(/\s*[|;,]\s*/);
  if (roles.every((role) => /^RO\d+$/i.test(role)))
    return roles.some((role) => role.toUpperCase() === gpPractice.role);
  return fault(
    "prescribingSetting",
    `${shown(setting)} is not a prescribing setting: expected a number, such as 4, or roles, such as RO76`,
  );
}

function ofPracticeIn(cell: Cell): OfPractice | null {
  const closed = dateIn("closed", cell("closed"));
  const parent = parentOf(cell);
  if (closed === null && parent === null) return null;
  return { closing: closed && { closed, note: noteOf(cell("status"), closed) }, parent };
}

type Cell = ReturnType<typeof cellReader<keyof typeof practicesLayout.at>>;

function descriptionOf(cell: Cell): OdsDescription {
  const name = cell("name");
  if (name === "") fault("name", "it is empty: expected the practice's name");
  const opened = dateIn("opened", cell("opened"));
  const closed = dateIn("closed", cell("closed"));
  if (opened !== null && closed !== null && closed < opened) {
    fault("closed", `it closed on ${closed}, before it opened on ${opened}`);
  }
  if (closed === null && closedStatuses.includes(cell("status").toUpperCase())) {
    fault(
      "closed",
      `it is empty, though its status is ${cell("status")}: expected the day on which it closed`,
    );
  }
  const subType = cell("subType");
  return {
    name,
    postcode: cell("postcode") || null,
    opened,
    closed,
    note: noteOf(cell("status"), closed),
    odsSubType: subType || null,
  };
}

function noteOf(status: string, closed: IsoDate | null): string | null {
  const note = statusNotes[status.toUpperCase()];
  if (note === undefined) {
    fault("status", `${shown(status)} is not a status: expected A, C, D or P, or ACTIVE or INACTIVE`);
  }
  const bulk =
    closed === tidyUp ? "ODS gave this closing date to many practices at once, in a tidy-up." : null;
  return [note, bulk].filter((part) => part !== null).join(" ") || null;
}

function parentOf(cell: Cell): Parent | null {
  const code = codeIn(cell("parent"));
  if (code === "") return null;
  return { code, joined: dateIn("joined", cell("joined")), left: dateIn("left", cell("left")) };
}
