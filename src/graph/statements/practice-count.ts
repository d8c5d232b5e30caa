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

/** How a practice comes under a group of each kind: the pattern to the group, and its condition. */
function route(kind: OrganisationKind): { pattern: string; condition: string } {
  if (kind === "PRACTICE") return { pattern: "(g:Practice {code: o.code})", condition: "true" };
  if (kind === "SUPPORT_PROVIDER") {
    return {
      pattern: "(o)-[m:MEMBER_OF]->(:Organisation)<-[s:SUPPORTS]-(g:SupportProvider)",
      condition: `${live("m")} AND ${live("s")}`,
    };
  }
  const link = ({ CONSORTIUM: "consortium", PCT: "pct", CLUSTER: "cluster", SHA: "sha" } as const)[kind];
  return chain("o", links.Practice[link], "g");
}

/** The practices that fit a `where`, counted by the groups of a kind that they come under. */
export function practiceCounts(
  kind: OrganisationKind,
  where: Where,
): { statement: Statement<Clocks, PracticeCountRow>; params: object } {
  const compilation = new Compilation();
  const selection = organisationListing("Practice").select(null, where, compilation);
  const { pattern, condition } = route(kind);
  return {
    statement: {
      name: `practices by ${kindNames[kind]}`,
      cypher: `${selection}
MATCH ${pattern} WHERE ${condition}
WITH DISTINCT o, d, g
RETURN g.code AS code, count(*) AS practices, sum(coalesce(d.listSize, 0)) AS patients
UNION ALL
${selection} AND COUNT { ${pattern} WHERE ${condition} } = 0
RETURN null AS code, count(*) AS practices, sum(coalesce(d.listSize, 0)) AS patients`,
      row: (raw) => ({
        code: raw.code as Code | null,
        practices: Number(raw.practices),
        patients: Number(raw.patients ?? 0),
      }),
    },
    params: compilation.params,
  };
}
