import { confidences, type OrganisationKind } from "../../model/kinds.ts";
import { practiceGroups } from "../../model/links.ts";
import type { PracticeCountPlan, PracticeCountRow } from "../../query/plan.ts";
import { live } from "../statements/clocks.ts";
import { patientsIn, readPatients, trustWithCountOf } from "../statements/patients.ts";
import { readCodeOrNull } from "../statements/read-code.ts";
import { leastTrustedOf, readTally, tallyIn } from "../statements/rests-on.ts";
import { rankIn } from "../statements/trust.ts";
import { chain } from "./chain.ts";
import { Compilation } from "./compilation.ts";
import type { Printed } from "./printed.ts";
import { organisationSource } from "./row-source.ts";

/** The groups of a kind that a practice comes under, one for each claim that leads there, with how far that can be trusted. */
function groupsOf(kind: OrganisationKind): string {
  if (kind === "PRACTICE") return "[[o.code, trust]]";
  const trusted = (facts: readonly string[]) =>
    leastTrustedOf(["trust", ...facts.map((fact) => `${fact}.confidence`)]);
  if (kind === "SUPPORT_PROVIDER") {
    const supported = "(o)-[m:MEMBER_OF]->(:Organisation)<-[s:SUPPORTS]-(g:SupportProvider)";
    return `[${supported} WHERE ${live("m")} AND ${live("s")} | [g.code, ${trusted(["m", "s"])}]]`;
  }
  const { pattern, condition, facts } = chain("o", practiceGroups[kind], "g");
  return `[${pattern} WHERE ${condition} | [g.code, ${trusted(facts)}]]`;
}

/** The confidence of a rank: `rankIn` of the other way round. */
const confidenceOf = (rank: string): string =>
  `CASE ${rank} ${confidences.map((one) => `WHEN ${confidences.join(" ").indexOf(one)} THEN "${one}"`).join(" ")} END`;

/** @throws QueryTooComplex for a condition whose text would take too long to plan */
export function printPracticeCounts({ by, condition }: PracticeCountPlan): Printed<PracticeCountRow> {
  const compilation = new Compilation();
  const selection = organisationSource("Practice").select(null, condition, compilation);
  return {
    cypher: `${selection}
WITH o, d, ${trustWithCountOf("d")} AS trust
WITH o, d, trust, ${groupsOf(by)} AS groups
UNWIND CASE WHEN size(groups) = 0 THEN [[null, trust]] ELSE groups END AS group
WITH o, d, group[0] AS code, min(${rankIn(confidences, "group[1]")}) AS doubt
RETURN code, count(*) AS practices, ${patientsIn("d.listSize")} AS patients, ${tallyIn(confidenceOf("doubt"))}`,
    row: (raw) => ({
      code: readCodeOrNull(raw.code),
      practices: Number(raw.practices),
      patients: readPatients(raw.patients, raw.practices),
      tally: readTally(raw),
    }),
    params: compilation.params,
  };
}
