import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import type { ConsortiumStanding } from "../../model/kinds.ts";
import { type Step, stepsOf } from "../../model/links.ts";
import type { Tally } from "../../model/rests-on.ts";
import { chain } from "../cypher/chain.ts";
import { expressionOf } from "../cypher/expressions.ts";
import type { Statement } from "../graph.ts";
import { described, describedAs, exists } from "./clocks.ts";
import { patientsIn, readPatients, trustWithCountOf } from "./patients.ts";
import { readCode } from "./read-code.ts";
import { readTally, tallyIn } from "./rests-on.ts";

/** Whether a delegation in force reaches each parent (or, higher up, comes from within it). */
export const delegatedBudget = (
  entity: OrganisationEntity,
): Statement<Clocks & { parents: readonly Code[] }, { parent: Code; delegated: boolean }> => ({
  name: `${entity}.hasDelegatedBudget`,
  cypher: `UNWIND $parents AS parent
MATCH (o:${entity} {code: parent})
RETURN parent, ${expressionOf(entity, "hasDelegatedBudget", "o")} AS delegated`,
  row: (raw) => ({ parent: readCode(raw.parent), delegated: raw.delegated === true }),
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
  row: (raw) => ({ parent: readCode(raw.parent), crosses: raw.crosses === true }),
};

/** The area that a summary is about: all of England, or what lies within one organisation. */
export type AreaEntity = "SHA" | "Cluster" | "PCT" | "Consortium" | "Practice";

/** From an area to the PCTs in it, and to the practices in it. */
export const pctSteps: Record<AreaEntity, readonly Step[]> = {
  SHA: stepsOf("SHA", "pcts"),
  Cluster: stepsOf("Cluster", "pcts"),
  PCT: [],
  Consortium: stepsOf("Consortium", "pcts"),
  Practice: stepsOf("Practice", "pct"),
};
export const practiceSteps: Record<AreaEntity, readonly Step[]> = {
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

export type AreaParams = Clocks & { readonly within: Code | null };

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
      code: readCode(raw.code),
      hasPathfinder: raw.hasPathfinder === true,
    }),
  };
};

export interface StandingCount {
  readonly standing: ConsortiumStanding;
  readonly practices: number;
  readonly patients: number | null;
  /** How many of them can be trusted so far, each with its patients. */
  readonly tally: Tally;
}

/** The practices of an area by standing, with their registered patients. */
export const standingCounts = (area: AreaEntity | null): Statement<AreaParams, StandingCount> => ({
  name: `standings in ${area ?? "England"}`,
  cypher: `${within(area, practiceSteps, "Practice")}
WITH o, ${described("o")} AS d
WHERE ${exists("d")}
WITH ${expressionOf("Practice", "standing", "o")} AS standing, d.listSize AS listSize, ${trustWithCountOf("d")} AS confidence
RETURN standing, count(*) AS practices, ${patientsIn("listSize")} AS patients, ${tallyIn("confidence")}`,
  row: (raw) => ({
    standing: raw.standing as ConsortiumStanding,
    practices: Number(raw.practices),
    patients: readPatients(raw.patients, raw.practices),
    tally: readTally(raw),
  }),
});
