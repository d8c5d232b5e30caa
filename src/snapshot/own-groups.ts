import { mapInSteps, type Work } from "../graph/work.ts";
import { ownGroups } from "../model/links.ts";
import { leastTrusted } from "../model/rests-on.ts";
import type { OwnGroupKind, OwnGroupPlan, OwnGroupRow } from "../query/plan.ts";
import { candidatesAmong, existing } from "./candidates.ts";
import { type Way, waysAlong } from "./linked.ts";
import type { Node } from "./snapshot.ts";
import type { View } from "./view.ts";

export function* ownGroupsIn(view: View, { kind, condition }: OwnGroupPlan): Work<OwnGroupRow[]> {
  const rows = yield* existing(view, yield* candidatesAmong(view, "Practice", condition));
  return yield* mapInSteps(rows, ({ element, shown }) => {
    const { confidence, listSize, listSizeConfidence } = shown;
    const way = wayTo(view, kind, element);
    return {
      practice: element.code,
      group: way?.end.code ?? null,
      counted: listSize == null ? null : { patients: listSize, confidence: listSizeConfidence ?? confidence },
      confidence: leastTrusted([confidence, ...(way?.facts ?? []).map((fact) => fact.confidence)]),
    };
  });
}

function wayTo(view: View, kind: OwnGroupKind, practice: Node): Way | undefined {
  if (kind === "PRACTICE") return { end: practice, facts: [] };
  const [way] = waysAlong(view, practice, ownGroups[kind]);
  return way;
}
