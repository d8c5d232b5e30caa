import type { Fact } from "../../../src/model/facts.ts";
import { consortiumStandings, delegationPositions, outsideReasons } from "../../../src/model/kinds.ts";
import type { OrganisationRecord } from "../../../src/model/organisation.ts";
import { bestFirst, reached } from "./reached.ts";
import { spans, type View } from "./world.ts";

export type Value = string | number | boolean | readonly string[] | null;

/** What a field of an organisation says, by the words of docs/model.md and schema.graphql. */
export function fieldOf(view: View, organisation: OrganisationRecord, field: string): Value {
  const compute = computed[organisation.kind]?.[field];
  return compute ? compute(view, organisation) : (organisation[field as "name"] ?? null);
}

type Compute = (view: View, organisation: OrganisationRecord) => Value;

const count =
  (link: string): Compute =>
  (view, organisation) =>
    reached(view, organisation, link).filter((other) => exists(view, other)).length;

export function exists({ asOf }: View, { opened, closed }: OrganisationRecord): boolean {
  return spans(opened, closed, asOf);
}

const inForceFrom = (view: View, codes: readonly string[]): boolean =>
  view.facts.some(
    (fact) => fact.kind === "DELEGATION" && fact.stage === "IN_FORCE" && codes.includes(fact.from),
  );

const membersOf = (view: View, code: string): string[] =>
  view.facts.filter((fact) => fact.kind === "MEMBERSHIP" && fact.to === code).map(({ from }) => from);

const computed: Record<string, Record<string, Compute>> = {
  PRACTICE: {
    standing,
    outsideReason: (view, practice) => {
      if (standing(view, practice) !== "OUTSIDE") return null;
      const [best] = bestFirst(outside(view, practice));
      return best?.kind === "OUTSIDE" ? best.reason : null;
    },
    hasDelegatedBudget: (view, practice) =>
      reached(view, practice, "consortium").some((consortium) => receives(view, consortium.code)),
  },
  CONSORTIUM: {
    hasDelegatedBudget: (view, { code }) => receives(view, code),
    isPathfinder: (view, consortium) => pathfinder(view, consortium),
    pathfinderWave: (view, consortium) => (pathfinder(view, consortium) ? consortium.pathfinderWave : null),
    isStatutory: (_, { statutory }) => statutory ?? false,
    straddles: (view, consortium) => reached(view, consortium, "pcts").length > 1,
    practiceCount: count("practices"),
  },
  PCT: {
    hasDelegatedBudget: (view, { code }) => inForceFrom(view, [code]),
    position,
    practiceCount: count("practices"),
    consortiumCount: count("consortia"),
  },
  CLUSTER: {
    hasDelegatedBudget: (view, { code }) => inForceFrom(view, [code, ...membersOf(view, code)]),
    crossesShaBoundary: (view, cluster) => {
      const own = reached(view, cluster, "sha").map(({ code }) => code);
      const pcts = reached(view, cluster, "pcts");
      return pcts.some((pct) => reached(view, pct, "sha").some(({ code }) => !own.includes(code)));
    },
    practiceCount: count("practices"),
    pctCount: count("pcts"),
  },
  SHA: {
    hasDelegatedBudget: (view, { code }) => inForceFrom(view, membersOf(view, code)),
    minimumDelegatedShare: ({ asOf }, { minimumDelegatedShare, minimumDelegatedShareFrom: from }) =>
      from === null || from <= asOf ? minimumDelegatedShare : null,
    practiceCount: count("practices"),
    pctCount: count("pcts"),
  },
};

function receives(view: View, code: string): boolean {
  return view.facts.some(
    (fact) => fact.kind === "DELEGATION" && fact.stage === "IN_FORCE" && fact.to === code,
  );
}

function pathfinder({ asOf }: View, { pathfinderFrom }: OrganisationRecord): boolean {
  return pathfinderFrom !== null && pathfinderFrom <= asOf;
}

function standing(view: View, practice: OrganisationRecord): string {
  const [member, isOutside, unclear] = consortiumStandings;
  if (reached(view, practice, "consortium").length > 0) return member;
  if (outside(view, practice).length > 0) return isOutside;
  return view.isCovered ? unclear : "NOT_COVERED";
}

function outside(view: View, { code }: OrganisationRecord): Fact[] {
  return view.facts.filter(
    (fact) => fact.kind === "OUTSIDE" && fact.from === code && outsideReasons.includes(fact.reason),
  );
}

function position(view: View, { code }: OrganisationRecord): string {
  const reports = view.facts.filter((fact) => fact.kind === "REPORT" && fact.from === code);
  const latest = reports
    .map(({ validFrom }) => validFrom ?? "")
    .sort()
    .at(-1);
  const said = reports
    .filter(({ validFrom }) => (validFrom ?? "") === latest)
    .map((report) => (report.kind === "REPORT" ? report.position : "NOT_REPORTED"));
  return delegationPositions.find((each) => said.includes(each)) ?? "NOT_REPORTED";
}
