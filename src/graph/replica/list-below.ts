import { kindNames } from "../../model/kinds.ts";
import { compareText } from "../../model/trust.ts";
import type { Level, ListBelow } from "../statements/list-below.ts";
import type { Work } from "../work.ts";
import { patientsOf } from "./list.ts";
import { existing } from "./lists.ts";
import type { Place } from "./replica.ts";
import { Selector } from "./selection.ts";
import { reach, type View } from "./view.ts";

/** What `listsBelow` answers of one parent, out of a replica. */
export function* listBelow(
  view: View,
  parent: Place,
  [level, ...further]: readonly Level[],
  counted: boolean,
): Work<ListBelow> {
  if (!level) throw new Error("Lists below were asked for without a level");
  const { kind, size } = level;
  const entity = kindNames[kind];
  const members = reach(view, [parent], [{ type: "MEMBER_OF", direction: "in", label: entity }]);
  const places = [...members].sort((a, b) => compareText(a.code, b.code));
  const selector = new Selector<Place>(view, entity, {});
  const found = yield* existing(view, { places, selector }, counted ? Infinity : size);
  const rows: ListBelow["rows"][number][] = [];
  for (const { thing, shown } of found.slice(0, size)) {
    const below = further.length > 0 ? yield* listBelow(view, thing, further, counted) : null;
    rows.push({ organisation: shown, below });
  }
  yield;
  return {
    rows,
    totals: counted ? { total: found.length, patients: kind === "PRACTICE" ? patientsOf(found) : 0 } : null,
  };
}
