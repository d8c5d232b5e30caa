import {
  type AskedMatter,
  askedMatters,
  type Coverage,
  countsAt,
  covered,
  type DaysBeyond,
} from "../model/coverage.ts";
import { type Clocks, isSameView } from "../model/dates.ts";
import type { ConsortiumStanding } from "../model/kinds.ts";
import type { Condition, FieldCondition } from "../query/condition.ts";
import type { Plan, PlanKind } from "../query/plan.ts";

/**
 * What a question's day lies outside of. Engines and the snapshot know three standings: of a day on which the sources of
 * memberships tell nothing, "UNCLEAR" is read as NOT_COVERED, on the way in and on the way out.
 */

/** What of a request's context it takes. */
interface Stating {
  readonly state: { readonly coverage: readonly Coverage[] };
  readonly beyond: DaysBeyond;
}

/** The coverage that counts at the clocks. */
export const coverageAt = ({ state }: Pick<Stating, "state">, clocks: Clocks): Coverage[] =>
  state.coverage.filter(countsAt(clocks));

/** Whether the sources tell of standings on the day. */
const standingsCovered = (stating: Stating, clocks: Clocks): boolean =>
  isCovered(stating, "standings", clocks);

/** What a request found last: the rows of a list all ask, at the same clocks. */
const foundLast = new WeakMap<DaysBeyond, { asked: AskedMatter; clocks: Clocks; is: boolean }>();

function isCovered({ state, beyond }: Stating, asked: AskedMatter, clocks: Clocks): boolean {
  if (state.coverage.length === 0) return true;
  const last = foundLast.get(beyond);
  if (last?.asked === asked && isSameView(last.clocks, clocks)) return last.is;
  const is = covered(coverageAt({ state }, clocks), askedMatters[asked], clocks.asOf);
  foundLast.set(beyond, { asked, clocks, is });
  return is;
}

/** Whether the sources tell on the day what practices belonged to, a PCT or a consortium. */
export const membershipsCovered = (stating: Pick<Stating, "state">, clocks: Clocks): boolean =>
  stating.state.coverage.length === 0 ||
  (["PCT", "CONSORTIUM"] as const).some((groups) =>
    covered(coverageAt(stating, clocks), { ...askedMatters.standings, groups }, clocks.asOf),
  );

/** Notes that counts of patients were asked for: the nearest serves on a day that no file counts. */
export function notePatients(stating: Stating, clocks: Clocks): void {
  if (!isCovered(stating, "patients", clocks)) stating.beyond.add("patients", clocks);
}

/** A standing that was worked out from facts alone, as the API answers it. */
export function answeredStanding(
  stating: Stating,
  clocks: Clocks,
  standing: ConsortiumStanding,
): ConsortiumStanding {
  if (standing !== "UNCLEAR" || standingsCovered(stating, clocks)) return standing;
  stating.beyond.add("standings", clocks);
  return "NOT_COVERED";
}

/** A plan as it is run: on a day that is not covered, who asks for NOT_COVERED means those of whom nothing is known, and nobody is UNCLEAR. */
export function withCoverage<Kind extends PlanKind>(
  stating: Stating,
  plan: Plan<Kind>,
  clocks: Clocks,
): Plan<Kind> {
  if (asksPatients(plan)) notePatients(stating, clocks);
  if (standingsCovered(stating, clocks)) return plan;
  const condition = turned(plan.of.condition);
  if (condition === plan.of.condition) return plan;
  stating.beyond.add("standings", clocks);
  return { ...plan, of: { ...plan.of, condition } };
}

/** Whether a plan selects or orders by counts of patients. What it sums up is noted where that is asked for. */
function asksPatients({ of }: Plan): boolean {
  const orders = "order" in of && of.entity === "Practice" ? of.order : [];
  return orders.some(({ field }) => countFields.has(field)) || comparesCounts(of.condition);
}

const countFields = new Set(["listSize", "listSizeOn"]);

function comparesCounts(condition: Condition): boolean {
  switch (condition.kind) {
    case "field":
      return condition.entity === "Practice" && countFields.has(condition.field);
    case "link":
      return comparesCounts(condition.where);
    case "not":
      return comparesCounts(condition.of);
    default:
      return condition.of.some(comparesCounts);
  }
}

/** The same condition where it says nothing of standings. */
function turned(condition: Condition): Condition {
  switch (condition.kind) {
    case "field":
      return isStanding(condition) ? standingTurned(condition) : condition;
    case "link": {
      const where = turned(condition.where);
      return where === condition.where ? condition : { ...condition, where };
    }
    case "not": {
      const of = turned(condition.of);
      return of === condition.of ? condition : { ...condition, of };
    }
    default: {
      const of = condition.of.map(turned);
      return of.every((part, at) => part === condition.of[at]) ? condition : { ...condition, of };
    }
  }
}

const isStanding = ({ entity, field }: FieldCondition): boolean =>
  entity === "Practice" && field === "standing";

const standingTurned = (condition: FieldCondition): FieldCondition => ({
  ...condition,
  comparisons: condition.comparisons.map(({ operator, operand }) => ({
    operator,
    operand: Array.isArray(operand) ? operand.map(other) : other(operand),
  })),
});

const other = (standing: unknown): unknown =>
  standing === "UNCLEAR" ? "NOT_COVERED" : standing === "NOT_COVERED" ? "UNCLEAR" : standing;
