import type { Code } from "../../model/code.ts";
import type { Count } from "../../model/counts.ts";
import { type Clocks, type Instant, stillThere } from "../../model/dates.ts";
import type { RawRow, Statement } from "../graph.ts";
import { believed, describedAtAll } from "./clocks.ts";
import { readCode } from "./read-code.ts";

export interface CountRow extends Count {
  readonly parent: Code;
}

/** A count in the descriptions of a practice, of those that count now. */
export interface DescribedCount extends CountRow {
  /** When the first of them was known that holds it. */
  readonly knownFrom: Instant;
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
  row: readCount,
};

/** Every count in descriptions that count now, whenever they were known. */
export const describedCounts: Statement<{ parents: readonly Code[] }, DescribedCount> = {
  name: "counts in descriptions",
  cypher: `UNWIND $parents AS parent
MATCH (p:Practice {code: parent})
WHERE p.listSize IS NOT NULL
RETURN ${columns("p")}, p.describedKnownFrom AS knownFrom
UNION ALL
UNWIND $parents AS parent
MATCH (p:Practice {code: parent})-[former:FORMERLY]->(was:FormerDescription)
WHERE former.supersededIn = ${stillThere} AND was.listSize IS NOT NULL
RETURN ${columns("was")}, min(former.knownFrom) AS knownFrom`,
  row: (raw) => ({ ...readCount(raw), knownFrom: raw.knownFrom as Instant }),
};

function readCount({ parent, listSize, listSizeOn, source, confidence }: RawRow): CountRow {
  return {
    parent: readCode(parent),
    listSize: Number(listSize),
    listSizeOn: (listSizeOn ?? null) as Count["listSizeOn"],
    source: String(source),
    confidence: confidence as Count["confidence"],
  };
}
