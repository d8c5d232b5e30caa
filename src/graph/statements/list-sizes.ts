import type { Code } from "../../model/code.ts";
import type { Count } from "../../model/counts.ts";
import type { Clocks } from "../../model/dates.ts";
import type { Statement } from "../graph.ts";
import { believed, describedAtAll } from "./clocks.ts";
import { readCode } from "./read-code.ts";

export interface CountRow extends Count {
  readonly parent: Code;
}

const columns = (description: string): string =>
  `parent, ${description}.listSize AS listSize, ${description}.listSizeOn AS listSizeOn, coalesce(${description}.listSizeSource, ${description}.source) AS source, coalesce(${description}.listSizeConfidence, ${description}.confidence) AS confidence`;

/** Every count of patients that was known of practices by `knownAt`, of whatever day; the same may come several times. */
export const listSizes: Statement<Clocks & { parents: readonly Code[] }, CountRow> = {
  name: "list sizes",
  cypher: `UNWIND $parents AS parent
MATCH (p:Practice {code: parent})
WHERE ${describedAtAll("p")} AND p.listSize IS NOT NULL
RETURN ${columns("p")}
UNION ALL
UNWIND $parents AS parent
MATCH (p:Practice {code: parent})-[former:FORMERLY]->(was:FormerDescription)
WHERE ${believed("former")} AND was.listSize IS NOT NULL
RETURN ${columns("was")}`,
  row: ({ parent, listSize, listSizeOn, source, confidence }) => ({
    parent: readCode(parent),
    listSize: Number(listSize),
    listSizeOn: (listSizeOn ?? null) as Count["listSizeOn"],
    source: String(source),
    confidence: confidence as Count["confidence"],
  }),
};
