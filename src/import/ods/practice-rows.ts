import type { Code } from "../../model/code.ts";
import type { IsoDate } from "../../model/dates.ts";
import type { Description } from "../../model/organisation.ts";
import { fault, rejecting, shown } from "../report/faults.ts";
import { type Ignored, ignored, type Rejected } from "../report/report.ts";
import { cellReader, dateIn, isEnglish, practiceCodeIn } from "./cells.ts";
import { practicesLayout } from "./layouts.ts";
import type { ReadRow } from "./rows.ts";

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
  readonly parent: {
    readonly code: string;
    readonly joined: IsoDate | null;
    readonly left: IsoDate | null;
  } | null;
}

/** ODS closed practices in bulk on this day, in a tidy-up: most had closed at another time. */
const tidyUp = "2012-09-30";
const statusNotes: Readonly<Record<string, string | null>> = {
  A: null,
  C: null,
  D: "Dormant in ODS.",
  P: "Proposed in ODS.",
};

/** Reads a row of epraccur: a GP practice of England, a row that is none, or one with a fault. */
export function readPractice(row: ReadRow): PracticeRow | (Ignored & { code?: Code }) | Rejected {
  return rejecting(() => {
    const cell = cellReader(practicesLayout, row);
    const code = practiceCodeIn("code", cell("code"));
    if (!isEnglish(code)) return { ...ignored("not an English practice code"), code };
    const setting = cell("prescribingSetting");
    if (!/^\d{1,2}$/.test(setting)) {
      fault(
        "prescribingSetting",
        `${shown(setting)} is not a prescribing setting: expected a number, such as 4`,
      );
    }
    if (setting !== "4") return { ...ignored("not a GP practice (prescribing setting other than 4)"), code };
    return { kind: "practice", code, description: descriptionOf(cell), parent: parentOf(cell) };
  });
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
  const note = statusNotes[status];
  if (note === undefined) fault("status", `${shown(status)} is not a status: expected A, C, D or P`);
  const bulk =
    closed === tidyUp ? "ODS gave this closing date to many practices at once, in a tidy-up." : null;
  return [note, bulk].filter((part) => part !== null).join(" ") || null;
}

function parentOf(cell: Cell): PracticeRow["parent"] {
  const code = cell("parent");
  if (code === "") return null;
  return { code, joined: dateIn("joined", cell("joined")), left: dateIn("left", cell("left")) };
}
