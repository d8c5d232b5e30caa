import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import { stepsOf } from "../../model/links.ts";
import { chain } from "../cypher/chain.ts";
import { expressionOf } from "../cypher/expressions.ts";
import type { RawRow, Statement } from "../graph.ts";
import { described, exists } from "./clocks.ts";
import { readCode } from "./read-code.ts";

/** A practice without a consortium, and the first part of its postcode. */
export interface OrphanRow {
  readonly parent: Code;
  readonly outcode: string | null;
}

/** The outcode of each practice that exists on `asOf` and is a member of no consortium; no row for others. */
export const outcodesOfOrphans: Statement<Clocks & { parents: readonly Code[] }, OrphanRow> = {
  name: "outcodes of practices in no consortium",
  cypher: `UNWIND $parents AS parent
MATCH (o:Practice {code: parent})
WITH parent, o, ${described("o")} AS d
WHERE ${exists("d")} AND ${expressionOf("Practice", "standing", "o")} <> "MEMBER"
RETURN parent, d.outcode AS outcode`,
  row: (raw) => ({ parent: readCode(raw.parent), outcode: (raw.outcode ?? null) as string | null }),
};

/** A consortium and its members among the practices of a neighbourhood. */
export interface NeighboursRow {
  readonly parent: Code;
  readonly consortium: Code;
  readonly practices: readonly Code[];
}

const neighbours = (
  name: string,
  practices: string,
): Statement<Clocks & { parents: readonly Code[] }, NeighboursRow> => {
  const consortium = chain("n", stepsOf("Practice", "consortium"), "c");
  return {
    name,
    cypher: `UNWIND $parents AS parent
${practices}
MATCH ${consortium.pattern} WHERE ${consortium.condition}
WITH parent, c, collect(DISTINCT n.code) AS practices
WITH parent, c, practices, ${described("c")} AS e
WHERE ${exists("e")}
RETURN parent, c.code AS consortium, practices`,
    row: readNeighbours,
  };
};

const readNeighbours = (raw: RawRow): NeighboursRow => ({
  parent: readCode(raw.parent),
  consortium: readCode(raw.consortium),
  practices: raw.practices as Code[],
});

const inPct = chain("s", stepsOf("PCT", "practices"), "n");

/** The consortia of the practices of each PCT. */
export const neighboursInPct = neighbours(
  "consortia of practices by PCT",
  `MATCH (s:PCT {code: parent})
MATCH ${inPct.pattern} WHERE ${inPct.condition}
WITH DISTINCT parent, n
WITH parent, n, ${described("n")} AS d
WHERE ${exists("d")}`,
);

/** The consortia of the practices of each outcode (the "parents"): those that have it now, or had it when it was believed. */
export const neighboursInOutcode = neighbours(
  "consortia of practices by outcode",
  `CALL (parent) {
  MATCH (resident:Practice {outcode: parent}) RETURN resident.code AS code
  UNION
  MATCH (was:FormerDescription {outcode: parent})<-[:FORMERLY]-(former:Practice) RETURN former.code AS code
}
MATCH (n:Practice {code: code})
WITH parent, n, ${described("n")} AS d
WHERE ${exists("d")} AND d.outcode = parent`,
);
