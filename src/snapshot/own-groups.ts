import { mapInSteps, type Work } from "../graph/work.ts";
import { ownGroups } from "../model/links.ts";
import type { OwnGroupKind, OwnGroupPlan, OwnGroupRow } from "../query/plan.ts";
import { candidatesAmong, existing } from "./candidates.ts";
import type { Node } from "./snapshot.ts";
import { reach, type View } from "./view.ts";

export function* ownGroupsIn(view: View, { kind, condition }: OwnGroupPlan): Work<OwnGroupRow[]> {
  const rows = yield* existing(view, yield* candidatesAmong(view, "Practice", condition));
  return yield* mapInSteps(rows, ({ element, shown }) => ({
    practice: element.code,
    group: groupOf(view, kind, element)?.code ?? null,
    patients: shown.listSize,
    confidence: shown.confidence,
  }));
}

function groupOf(view: View, kind: OwnGroupKind, practice: Node): Node | undefined {
  if (kind === "PRACTICE") return practice;
  const [group] = reach(view, [practice], ownGroups[kind]);
  return group;
}
