import type { Code } from "../../model/code.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import { practiceGroups } from "../../model/links.ts";
import type { PracticeCountPlan, PracticeCountRow } from "../../query/plan.ts";
import { live } from "../statements/clocks.ts";
import { patientsIn, readPatients } from "../statements/patients.ts";
import { chain } from "./chain.ts";
import { Compilation } from "./compilation.ts";
import type { Printed } from "./printed.ts";
import { organisationSource } from "./row-source.ts";

/** The codes of the groups of a kind that a practice comes under, one for each claim that leads there. */
function groupsOf(kind: OrganisationKind): string {
  if (kind === "PRACTICE") return "[o.code]";
  if (kind === "SUPPORT_PROVIDER") {
    const supported = "(o)-[m:MEMBER_OF]->(:Organisation)<-[s:SUPPORTS]-(g:SupportProvider)";
    return `[${supported} WHERE ${live("m")} AND ${live("s")} | g.code]`;
  }
  const { pattern, condition } = chain("o", practiceGroups[kind], "g");
  return `[${pattern} WHERE ${condition} | g.code]`;
}

/** @throws QueryTooComplex for a condition whose text would take too long to plan */
export function printPracticeCounts({ by, condition }: PracticeCountPlan): Printed<PracticeCountRow> {
  const compilation = new Compilation();
  const selection = organisationSource("Practice").select(null, condition, compilation);
  return {
    cypher: `${selection}
WITH o, d, ${groupsOf(by)} AS groups
UNWIND CASE WHEN size(groups) = 0 THEN [null] ELSE groups END AS code
WITH DISTINCT o, d, code
RETURN code, count(*) AS practices, ${patientsIn("d.listSize")} AS patients`,
    row: (raw) => ({
      code: raw.code as Code | null,
      practices: Number(raw.practices),
      patients: readPatients(raw.patients, raw.practices),
    }),
    params: compilation.params,
  };
}
