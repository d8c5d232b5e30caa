import type { Code } from "../../model/code.ts";
import type { DelegationPosition } from "../../model/kinds.ts";
import { type Part, referenceDate } from "../seed.ts";
import { type Area, solihull, southCentral } from "./areas.ts";
import { randomFor } from "./random.ts";

type Reported = Exclude<DelegationPosition, "NOT_REPORTED">;

/** A1: of 114 PCTs 30 delegated or would by April 2011, 48 were developing plans, 36 had no clear plans. */
const totals: Readonly<Record<Reported, number>> = {
  DELEGATED_OR_READY: 30,
  DEVELOPING: 48,
  NO_CLEAR_PLANS: 36,
};

/** Dudley's own claim (A4) is that it negotiates its consortia's contracts: developing fits that best. */
const dudley = "5PE" as Code;

/**
 * The position of each PCT that has reported by March 2011, so that England adds up: all made up, since A1 names none. The
 * eight that earlier articles tell of stand where they stood in 2010, but for those with a pathfinder since, which have plans.
 * Every South Central PCT has delegated (A1); Solihull, which changed hands that month, does not report.
 */
export function positionsOf(areas: readonly Area[], real: Part): Map<Code, DelegationPosition> {
  const positions = new Map<Code, DelegationPosition>();
  const pathfinders = pathfindersOf(real);
  for (const fact of real.facts) {
    if (fact.kind !== "REPORT") continue;
    const hasPlans = fact.position === "NO_CLEAR_PLANS" && pathfinders.has(fact.from);
    positions.set(fact.from, hasPlans ? "DEVELOPING" : fact.position);
  }
  for (const area of areas) {
    if (area.sha === southCentral) positions.set(area.pct, "DELEGATED_OR_READY");
  }
  positions.set(dudley, "DEVELOPING");
  const open = randomFor("positions").shuffled(
    areas.filter((area) => area.pct !== solihull && !positions.has(area.pct)),
  );
  for (const [position, total] of Object.entries(totals) as [Reported, number][]) {
    const missing = total - [...positions.values()].filter((known) => known === position).length;
    for (const area of open.splice(0, missing)) positions.set(area.pct, position);
  }
  return positions;
}

/** The PCTs that a pathfinder is known to be in on the reference date. */
function pathfindersOf({ organisations, facts }: Part): Set<Code> {
  const named = new Set(
    organisations.flatMap(({ code, pathfinderFrom }) =>
      pathfinderFrom !== null && pathfinderFrom <= referenceDate ? [code] : [],
    ),
  );
  return new Set(facts.flatMap((fact) => ("to" in fact && named.has(fact.from) ? [fact.to] : [])));
}
