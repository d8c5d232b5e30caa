import {
  type AreaEntity,
  type AreaParams,
  type PctInArea,
  pctSteps,
  practiceSteps,
  type StandingCount,
} from "../graph/statements/budget.ts";
import { eachInSteps, type Work } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import { type ConsortiumStanding, consortiumStandings } from "../model/kinds.ts";
import { type Step, stepsOf } from "../model/links.ts";
import { tallied, trustWithCount } from "../model/rests-on.ts";
import { anything } from "../query/condition.ts";
import { standingIn } from "../vocabulary/computed.ts";
import { allExisting, existing, type OrganisationRow } from "./candidates.ts";
import { patientSumOf } from "./patients.ts";
import { Selector } from "./selection.ts";
import { fieldValueOf } from "./values.ts";
import { describedIn, isA, reach, reachInSteps, type View } from "./view.ts";

/** What summaries of areas ask, out of a snapshot. */

/** Those of a kind in an area that exist. */
function* areaIn(
  view: View,
  within: Code | null,
  steps: Record<AreaEntity, readonly Step[]>,
  area: AreaEntity | null,
  entity: OrganisationEntity,
): Work<readonly OrganisationRow[]> {
  if (area === null || within === null) return yield* allExisting(view, entity);
  const start = view.snapshot.nodes.get(within);
  const nodes = start && isA(start, area) ? yield* reachInSteps(view, [start], steps[area]) : [];
  return yield* existing(view, { nodes, selector: new Selector(view, anything) });
}

/** What `pctsInArea` answers. */
export const pctsIn = (area: AreaEntity | null) =>
  function* (view: View, { within }: AreaParams): Work<PctInArea[]> {
    const found: PctInArea[] = [];
    yield* eachInSteps(yield* areaIn(view, within, pctSteps, area, "PCT"), ({ element: pct }) => {
      const consortia = [...reach(view, [pct], stepsOf("PCT", "consortia"))];
      found.push({
        code: pct.code,
        hasPathfinder: consortia.some(
          (node) => fieldValueOf(view, "Consortium", node, describedIn(view, node), "isPathfinder") === true,
        ),
      });
    });
    return found;
  };

/** What `standingCounts` answers. */
export const standingsIn = (area: AreaEntity | null) =>
  function* (view: View, { within }: AreaParams): Work<StandingCount[]> {
    const of = new Map<ConsortiumStanding, OrganisationRow[]>(
      consortiumStandings.map((standing) => [standing, []]),
    );
    yield* eachInSteps(yield* areaIn(view, within, practiceSteps, area, "Practice"), (row) => {
      of.get(standingIn(view, row.element))?.push(row);
    });
    return [...of]
      .filter(([, rows]) => rows.length > 0)
      .map(([standing, rows]) => ({
        standing,
        practices: rows.length,
        patients: patientSumOf(rows),
        tally: tallied(rows.map(({ shown }) => trustWithCount(shown))),
      }));
  };
