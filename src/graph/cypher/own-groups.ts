import type { Confidence } from "../../model/kinds.ts";
import { ownGroups } from "../../model/links.ts";
import type { OwnGroupKind, OwnGroupPlan, OwnGroupRow } from "../../query/plan.ts";
import { readCode, readCodeOrNull } from "../statements/read-code.ts";
import { leastTrustedOf } from "../statements/rests-on.ts";
import { chain } from "./chain.ts";
import { Compilation } from "./compilation.ts";
import type { Printed } from "./printed.ts";
import { organisationSource } from "./row-source.ts";

/** The code of that group of a practice and how far that can be trusted; of none more than one claim is the most trusted. */
function groupOf(kind: OwnGroupKind): string {
  if (kind === "PRACTICE") return "[o.code, d.confidence]";
  const { pattern, condition, facts } = chain("o", ownGroups[kind], "g");
  const trust = leastTrustedOf(["d", ...facts].map((stated) => `${stated}.confidence`));
  return `head([${pattern} WHERE ${condition} | [g.code, ${trust}]])`;
}

const countOf = (patients: unknown, confidence: unknown): OwnGroupRow["counted"] =>
  patients == null ? null : { patients: Number(patients), confidence: confidence as Confidence };

/** @throws QueryTooComplex for a condition whose text would take too long to plan */
export function printOwnGroups({ kind, condition }: OwnGroupPlan): Printed<OwnGroupRow> {
  const compilation = new Compilation();
  const selection = organisationSource("Practice").select(null, condition, compilation);
  return {
    cypher: `${selection}
WITH o, d, ${groupOf(kind)} AS group
RETURN o.code AS practice, group[0] AS group, coalesce(group[1], d.confidence) AS confidence,
  d.listSize AS patients, coalesce(d.listSizeConfidence, d.confidence) AS countConfidence`,
    row: (raw) => ({
      practice: readCode(raw.practice),
      group: readCodeOrNull(raw.group),
      counted: countOf(raw.patients, raw.countConfidence),
      confidence: raw.confidence as Confidence,
    }),
    params: compilation.params,
  };
}
