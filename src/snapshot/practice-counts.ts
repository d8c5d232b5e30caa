import { eachInSteps, mapInSteps, type Work } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import { type Confidence, confidences, type OrganisationKind } from "../model/kinds.ts";
import { practiceGroups } from "../model/links.ts";
import { leastTrusted, tallied, trustWithCount } from "../model/rests-on.ts";
import type { PracticeCountPlan, PracticeCountRow } from "../query/plan.ts";
import { candidatesAmong, existing, type OrganisationRow } from "./candidates.ts";
import { type Way, waysAlong } from "./linked.ts";
import { patientSumOf } from "./patients.ts";
import type { Node } from "./snapshot.ts";
import { isA, liveEdges, type View } from "./view.ts";

export function* countPractices(view: View, { by, condition }: PracticeCountPlan): Work<PracticeCountRow[]> {
  const groups = new Map<Code | null, { rows: OrganisationRow[]; trust: Confidence[] }>();
  const rows = yield* existing(view, yield* candidatesAmong(view, "Practice", condition));
  yield* eachInSteps(rows, (row) => {
    for (const [code, confidence] of groupsOf(view, by, row)) {
      const group = groups.get(code) ?? { rows: [], trust: [] };
      group.rows.push(row);
      group.trust.push(confidence);
      groups.set(code, group);
    }
  });
  return yield* mapInSteps(groups, ([code, { rows, trust }]) => ({
    code,
    practices: rows.length,
    patients: patientSumOf(rows),
    tally: tallied(trust),
  }));
}

/** The groups of a kind that a practice comes under, or none, with how far that can be trusted: by the best way there. */
function groupsOf(view: View, kind: OrganisationKind, { element, shown }: OrganisationRow) {
  const groups = new Map<Code | null, Confidence>();
  const trust = trustWithCount(shown);
  for (const { end, facts } of waysTo(view, kind, element)) {
    const found = leastTrusted([trust, ...facts.map(({ confidence }) => confidence)]);
    const known = groups.get(end.code);
    if (known === undefined || confidences.indexOf(found) < confidences.indexOf(known))
      groups.set(end.code, found);
  }
  return groups.size === 0 ? groups.set(null, trust) : groups;
}

function waysTo(view: View, kind: OrganisationKind, practice: Node): readonly Way[] {
  if (kind === "PRACTICE") return [{ end: practice, facts: [] }];
  if (kind !== "SUPPORT_PROVIDER") return waysAlong(view, practice, practiceGroups[kind]);
  return waysAlong(view, practice, [{ type: "MEMBER_OF", direction: "out" }]).flatMap(({ end, facts }) =>
    liveEdges(view, end, "in", "SUPPORT")
      .filter(({ from }) => isA(from, "SupportProvider"))
      .map(({ from, fact }) => ({ end: from, facts: [...facts, fact] })),
  );
}
