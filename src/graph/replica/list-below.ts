import { kindNames } from "../../model/kinds.ts";
import { compareText } from "../../model/trust.ts";
import type { Level, ListBelow } from "../statements/list-below.ts";
import { patientsOf } from "./list.ts";
import { existing } from "./lists.ts";
import type { Place } from "./replica.ts";
import { reach, type View } from "./view.ts";

/** What `listsBelow` answers of one parent, out of a replica. */
export function listBelow(
  view: View,
  parent: Place,
  [level, ...further]: readonly Level[],
  counted: boolean,
): ListBelow {
  if (!level) throw new Error("Lists below were asked for without a level");
  const { kind, size } = level;
  const entity = kindNames[kind];
  const members = reach(view, [parent], [{ type: "MEMBER_OF", direction: "in", label: entity }]);
  const places = [...members].sort((a, b) => compareText(a.code, b.code));
  const rows = existing(view, entity, { places, rest: {} }, counted ? Infinity : size);
  return {
    rows: rows.slice(0, size).map(({ thing, shown }) => ({
      organisation: shown,
      below: further.length > 0 ? listBelow(view, thing, further, counted) : null,
    })),
    totals: counted ? { total: rows.length, patients: kind === "PRACTICE" ? patientsOf(rows) : 0 } : null,
  };
}
