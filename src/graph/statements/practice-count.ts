import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { Where } from "../../model/filters.ts";
import { kindNames, type OrganisationKind } from "../../model/kinds.ts";
import type { Statement } from "../graph.ts";
import { chain, links } from "../links.ts";
import { Compilation } from "../where/compilation.ts";
import { live } from "./clocks.ts";
import { organisationListing } from "./selection.ts";

export interface PracticeCountRow {
  /** The group; null for practices under none. */
  readonly code: Code | null;
  readonly practices: number;
  readonly patients: number;
}

/** The codes of the groups of a kind that a practice comes under, one for each claim that leads there. */
function groupsOf(kind: OrganisationKind): string {
  if (kind === "PRACTICE") return "[o.code]";
  if (kind === "SUPPORT_PROVIDER") {
    const supported = "(o)-[m:MEMBER_OF]->(:Organisation)<-[s:SUPPORTS]-(g:SupportProvider)";
    return `[${supported} WHERE ${live("m")} AND ${live("s")} | g.code]`;
  }
  const link = ({ CONSORTIUM: "consortium", PCT: "pct", CLUSTER: "cluster", SHA: "sha" } as const)[kind];
  const { pattern, condition } = chain("o", links.Practice[link], "g");
  return `[${pattern} WHERE ${condition} | g.code]`;
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
      cypher: `${selection}
WITH o, d, ${groupsOf(kind)} AS groups
UNWIND CASE WHEN size(groups) = 0 THEN [null] ELSE groups END AS code
WITH DISTINCT o, d, code
RETURN code, count(*) AS practices, sum(coalesce(d.listSize, 0)) AS patients`,
      row: (raw) => ({
        code: raw.code as Code | null,
        practices: Number(raw.practices),
        patients: Number(raw.patients ?? 0),
      }),
    },
    params: compilation.params,
  };
}
