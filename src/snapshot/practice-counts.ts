import { eachInSteps, type Work } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import { practiceGroups } from "../model/links.ts";
import type { PracticeCountPlan, PracticeCountRow } from "../query/plan.ts";
import { candidatesAmong, existing } from "./candidates.ts";
import { patientsOf } from "./patients.ts";
import type { Place } from "./snapshot.ts";
import { isA, liveEdges, reach, type View } from "./view.ts";

export function* countPractices(view: View, { by, condition }: PracticeCountPlan): Work<PracticeCountRow[]> {
  const counts = new Map<Code | null, PracticeCountRow>();
  const rows = yield* existing(view, yield* candidatesAmong(view, "Practice", condition));
  yield* eachInSteps(rows, (row) => {
    const groups = [...groupsOf(view, by, row.thing)].map(({ code }) => code);
    for (const code of groups.length === 0 ? [null] : groups) {
      const { practices, patients } = counts.get(code) ?? { practices: 0, patients: null };
      counts.set(code, { code, practices: practices + 1, patients: plus(patients, patientsOf([row])) });
    }
  });
  return [...counts.values()];
}

/** What is not counted adds nothing to what is. */
const plus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : a + b;

/** The groups of a kind that a practice comes under. */
function groupsOf(view: View, kind: OrganisationKind, practice: Place): Iterable<Place> {
  if (kind === "PRACTICE") return [practice];
  if (kind !== "SUPPORT_PROVIDER") return reach(view, [practice], practiceGroups[kind]);
  const supported = reach(view, [practice], [{ type: "MEMBER_OF", direction: "out" }]);
  return new Set(
    [...supported]
      .flatMap((group) => liveEdges(view, group, "in", "SUPPORT").map(({ from }) => from))
      .filter((from) => isA(from, "SupportProvider")),
  );
}
