import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { Where } from "../../model/filters.ts";
import { kindNames, type OrganisationKind } from "../../model/kinds.ts";
import { planOf } from "../../query/plan.ts";
import type { Statement } from "../graph.ts";
import { chain, links, type Step } from "../links.ts";
import { patientsOf } from "../replica/list.ts";
import { anchored, existing } from "../replica/lists.ts";
import type { Place } from "../replica/replica.ts";
import { isA, liveEdges, reach, type View } from "../replica/view.ts";
import { Compilation } from "../where/compilation.ts";
import { eachInSteps, type Work } from "../work.ts";
import { live } from "./clocks.ts";
import { patientsIn, readPatients } from "./patients.ts";
import { organisationListing } from "./selection.ts";

export interface PracticeCountRow {
  /** The group; null for practices under none. */
  readonly code: Code | null;
  readonly practices: number;
  readonly patients: number | null;
}

/** The codes of the groups of a kind that a practice comes under, one for each claim that leads there. */
function groupsOf(kind: OrganisationKind): string {
  if (kind === "PRACTICE") return "[o.code]";
  if (kind === "SUPPORT_PROVIDER") {
    const supported = "(o)-[m:MEMBER_OF]->(:Organisation)<-[s:SUPPORTS]-(g:SupportProvider)";
    return `[${supported} WHERE ${live("m")} AND ${live("s")} | g.code]`;
  }
  const { pattern, condition } = chain("o", linkTo(kind), "g");
  return `[${pattern} WHERE ${condition} | g.code]`;
}

const linkTo = (kind: "CONSORTIUM" | "PCT" | "CLUSTER" | "SHA"): readonly Step[] =>
  links.Practice[({ CONSORTIUM: "consortium", PCT: "pct", CLUSTER: "cluster", SHA: "sha" } as const)[kind]];

function* countsFromReplica(view: View, kind: OrganisationKind, where: Where): Work<PracticeCountRow[]> {
  const counts = new Map<Code | null, PracticeCountRow>();
  const rows = yield* existing(view, yield* anchored(view, "Practice", where));
  yield* eachInSteps(rows, (row) => {
    const groups = [...groupsIn(view, kind, row.thing)].map(({ code }) => code);
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

function groupsIn(view: View, kind: OrganisationKind, practice: Place): Iterable<Place> {
  if (kind === "PRACTICE") return [practice];
  const supported = kind === "SUPPORT_PROVIDER";
  const above = reach(view, [practice], supported ? [{ type: "MEMBER_OF", direction: "out" }] : linkTo(kind));
  if (!supported) return above;
  return new Set(
    [...above]
      .flatMap((group) => liveEdges(view, group, "in", "SUPPORT").map(({ from }) => from))
      .filter((from) => isA(from, "SupportProvider")),
  );
}

/**
 * The practices that fit a `where`, counted by the groups of a kind that they come under: a practice counts once in
 * each of its groups, or once under none.
 */
export function practiceCounts(
  kind: OrganisationKind,
  where: Where,
): { statement: Statement<Clocks, PracticeCountRow>; params: object } {
  const compilation = new Compilation();
  const selection = organisationListing("Practice").select(null, where, compilation);
  return {
    statement: {
      name: `practices by ${kindNames[kind]}`,
      filter: { entity: "Practice", condition: planOf("Practice", where) },
      cypher: `${selection}
WITH o, d, ${groupsOf(kind)} AS groups
UNWIND CASE WHEN size(groups) = 0 THEN [null] ELSE groups END AS code
WITH DISTINCT o, d, code
RETURN code, count(*) AS practices, ${patientsIn("d.listSize")} AS patients`,
      row: (raw) => ({
        code: raw.code as Code | null,
        practices: Number(raw.practices),
        patients: readPatients(raw.patients, raw.practices),
      }),
      fromReplica: (replica, clocks) => countsFromReplica({ ...clocks, replica }, kind, where),
    },
    params: compilation.params,
  };
}
