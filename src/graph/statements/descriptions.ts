import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { DescribedDays } from "../../model/described-days.ts";
import type { Confidence } from "../../model/kinds.ts";
import type { Statement } from "../graph.ts";
import { believed, describedAtAll } from "./clocks.ts";
import { readCode } from "./read-code.ts";
import { readDay } from "./stored.ts";

export interface DescribedRow extends DescribedDays {
  readonly parent: Code;
}

const columns = (description: string, days: string): string =>
  `parent, ${description}.name AS name, ${description}.postcode AS postcode, ${description}.describedOn AS describedOn, ${description}.source AS source, ${description}.confidence AS confidence, ${days}`;

/** How organisations were described on whatever day, as known by `knownAt`: each description with its days. */
export const descriptionsOf: Statement<Clocks & { parents: readonly Code[] }, DescribedRow> = {
  name: "descriptions",
  cypher: `UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})
WHERE ${describedAtAll("o")}
RETURN ${columns("o", "o.describedFrom AS validFrom, null AS validTo")}
UNION ALL
UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})-[former:FORMERLY]->(was:FormerDescription)
WHERE ${believed("former")}
RETURN ${columns("was", "former.validFrom AS validFrom, former.validTo AS validTo")}`,
  row: ({ parent, name, postcode, describedOn, source, confidence, validFrom, validTo }) => ({
    parent: readCode(parent),
    name: String(name),
    postcode: (postcode ?? null) as string | null,
    describedOn: (describedOn ?? null) as DescribedDays["describedOn"],
    source: String(source),
    confidence: confidence as Confidence,
    validFrom: readDay(validFrom),
    validTo: readDay(validTo),
  }),
};
