import type { Confidence } from "../../model/kinds.ts";
import { ownGroups } from "../../model/links.ts";
import type { OwnGroupKind, OwnGroupPlan, OwnGroupRow } from "../../query/plan.ts";
import { readCode, readCodeOrNull } from "../statements/read-code.ts";
import { chain } from "./chain.ts";
import { Compilation } from "./compilation.ts";
import type { Printed } from "./printed.ts";
import { organisationSource } from "./row-source.ts";

/** The code of that group of a practice; of none more than one claim is the most trusted. */
function groupOf(kind: OwnGroupKind): string {
  if (kind === "PRACTICE") return "o.code";
  const { pattern, condition } = chain("o", ownGroups[kind], "g");
  return `head([${pattern} WHERE ${condition} | g.code])`;
}

/** @throws QueryTooComplex for a condition whose text would take too long to plan */
export function printOwnGroups({ kind, condition }: OwnGroupPlan): Printed<OwnGroupRow> {
  const compilation = new Compilation();
  const selection = organisationSource("Practice").select(null, condition, compilation);
  return {
    cypher: `${selection}
RETURN o.code AS practice, ${groupOf(kind)} AS group, d.listSize AS patients, d.confidence AS confidence`,
    row: (raw) => ({
      practice: readCode(raw.practice),
      group: readCodeOrNull(raw.group),
      patients: raw.patients == null ? null : Number(raw.patients),
      confidence: raw.confidence as Confidence,
    }),
    params: compilation.params,
  };
}
