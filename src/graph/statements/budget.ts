import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import { type ConsortiumStanding, consortiumStandings } from "../../model/kinds.ts";
import type { Statement } from "../graph.ts";
import { chain, type Step, stepsOf } from "../links.ts";
import { patientsOf } from "../replica/list.ts";
import { allExisting, existing, type OrganisationRow } from "../replica/lists.ts";
import type { Place, Replica } from "../replica/replica.ts";
import { Selector } from "../replica/selection.ts";
import { fieldValueOf, standingIn } from "../replica/values.ts";
import { isA, reach, reachInSteps, type View } from "../replica/view.ts";
import { expressionOf } from "../where/expressions.ts";
import { eachInSteps, type Work } from "../work.ts";
import { described, describedAs, exists } from "./clocks.ts";
import { patientsIn, readPatients } from "./patients.ts";

/** Whether a delegation in force reaches each parent (or, higher up, comes from within it). */
export const delegatedBudget = (
  entity: OrganisationEntity,
): Statement<Clocks & { parents: readonly Code[] }, { parent: Code; delegated: boolean }> => ({
  name: `${entity}.hasDelegatedBudget`,
  cypher: `UNWIND $parents AS parent
MATCH (o:${entity} {code: parent})
RETURN parent, ${expressionOf(entity, "hasDelegatedBudget", "o")} AS delegated`,
  row: (raw) => ({ parent: raw.parent as Code, delegated: raw.delegated === true }),
  fromReplica: (replica, params) =>
    parentsIn(replica, params, entity).map(({ view, place }) => ({
      parent: place.code,
      delegated: fieldValueOf(view, entity, place, undefined, "hasDelegatedBudget") === true,
    })),
});

/** Whether a PCT of another SHA is in each cluster. */
export const crossesShaBoundary: Statement<
  Clocks & { parents: readonly Code[] },
  { parent: Code; crosses: boolean }
> = {
  name: "Cluster.crossesShaBoundary",
  cypher: `UNWIND $parents AS parent
MATCH (o:Cluster {code: parent})
RETURN parent, ${expressionOf("Cluster", "crossesShaBoundary", "o")} AS crosses`,
  row: (raw) => ({ parent: raw.parent as Code, crosses: raw.crosses === true }),
  fromReplica: (replica, params) =>
    parentsIn(replica, params, "Cluster").map(({ view, place }) => ({
      parent: place.code,
      crosses: fieldValueOf(view, "Cluster", place, undefined, "crossesShaBoundary") === true,
    })),
};

/** The area that a summary is about: all of England, or what lies within one organisation. */
export type AreaEntity = "SHA" | "Cluster" | "PCT" | "Consortium" | "Practice";

/** From an area to the PCTs in it, and to the practices in it. */
const pctSteps: Record<AreaEntity, readonly Step[]> = {
  SHA: stepsOf("SHA", "pcts"),
  Cluster: stepsOf("Cluster", "pcts"),
  PCT: [],
  Consortium: stepsOf("Consortium", "pcts"),
  Practice: stepsOf("Practice", "pct"),
};
const practiceSteps: Record<AreaEntity, readonly Step[]> = {
  SHA: stepsOf("SHA", "practices"),
  Cluster: stepsOf("Cluster", "practices"),
  PCT: stepsOf("PCT", "practices"),
  Consortium: stepsOf("Consortium", "practices"),
  Practice: [],
};

function within(
  area: AreaEntity | null,
  steps: Record<AreaEntity, readonly Step[]>,
  label: "PCT" | "Practice",
): string {
  if (area === null) return `MATCH (o:${label})`;
  if (steps[area].length === 0) return `MATCH (o:${label} {code: $within})`;
  const { pattern, condition } = chain("s", steps[area], "o");
  return `MATCH (s:${area} {code: $within}) MATCH ${pattern} WHERE ${condition} WITH DISTINCT o`;
}

/** The same in a replica: those that exist. */
function* areaIn(
  view: View,
  within: Code | null,
  steps: Record<AreaEntity, readonly Step[]>,
  area: AreaEntity | null,
  entity: "PCT" | "Practice",
): Work<readonly OrganisationRow[]> {
  if (area === null || within === null) return yield* allExisting(view, entity);
  const start = view.replica.places.get(within);
  const places = start && isA(start, area) ? yield* reachInSteps(view, [start], steps[area]) : [];
  return yield* existing(view, { places, selector: new Selector(view, entity, {}) });
}

/** Parents of a kind, with the view that they are seen in. */
function parentsIn(
  replica: Replica,
  { parents, ...clocks }: Clocks & { readonly parents: readonly Code[] },
  entity: OrganisationEntity,
) {
  const view = { ...clocks, replica };
  const places = parents.map((code) => replica.places.get(code)).filter((place) => place !== undefined);
  return places.filter((place) => isA(place, entity)).map((place) => ({ view, place }));
}

type AreaParams = Clocks & { readonly within: Code | null };

export interface PctInArea {
  readonly code: Code;
  readonly hasPathfinder: boolean;
}

/** The PCTs that exist in an area on `asOf`, with what their summary needs beside their own facts. */
export const pctsInArea = (area: AreaEntity | null): Statement<AreaParams, PctInArea> => {
  const consortia = chain("o", stepsOf("PCT", "consortia"), "c");
  return {
    name: `PCTs in ${area ?? "England"}`,
    cypher: `${within(area, pctSteps, "PCT")}
WITH o, ${described("o")} AS d
WHERE ${exists("d")}
RETURN o.code AS code,
  COUNT { ${consortia.pattern} WHERE ${consortia.condition} AND ${describedAs("c", (d) => expressionOf("Consortium", "isPathfinder", "c", d))} } > 0 AS hasPathfinder`,
    row: (raw) => ({
      code: raw.code as Code,
      hasPathfinder: raw.hasPathfinder === true,
    }),
    *fromReplica(replica, params) {
      const view = { ...params, replica };
      const { predicate: isPathfinder } = new Selector<Place>(view, "Consortium", { isPathfinder: true });
      const found: PctInArea[] = [];
      yield* eachInSteps(yield* areaIn(view, params.within, pctSteps, area, "PCT"), ({ thing: pct }) => {
        const consortia = [...reach(view, [pct], stepsOf("PCT", "consortia"))];
        found.push({
          code: pct.code,
          hasPathfinder: consortia.some((consortium) => isPathfinder?.(consortium)),
        });
      });
      return found;
    },
  };
};

export interface StandingCount {
  readonly standing: ConsortiumStanding;
  readonly practices: number;
  readonly patients: number | null;
}

/** The practices of an area by standing, with their registered patients. */
export const standingCounts = (area: AreaEntity | null): Statement<AreaParams, StandingCount> => ({
  name: `standings in ${area ?? "England"}`,
  cypher: `${within(area, practiceSteps, "Practice")}
WITH o, ${described("o")} AS d
WHERE ${exists("d")}
WITH ${expressionOf("Practice", "standing", "o")} AS standing, d.listSize AS listSize
RETURN standing, count(*) AS practices, ${patientsIn("listSize")} AS patients`,
  row: (raw) => ({
    standing: raw.standing as ConsortiumStanding,
    practices: Number(raw.practices),
    patients: readPatients(raw.patients, raw.practices),
  }),
  *fromReplica(replica, params) {
    const view = { ...params, replica };
    const of = new Map<ConsortiumStanding, OrganisationRow[]>(
      consortiumStandings.map((standing) => [standing, []]),
    );
    yield* eachInSteps(yield* areaIn(view, params.within, practiceSteps, area, "Practice"), (row) => {
      of.get(standingIn(view, row.thing))?.push(row);
    });
    return [...of]
      .filter(([, rows]) => rows.length > 0)
      .map(([standing, rows]) => ({ standing, practices: rows.length, patients: patientsOf(rows) }));
  },
});
