import type { Fact } from "../../model/facts.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import { type Link, stepsOf } from "../../model/links.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { accessPath } from "../../query/access-path.ts";
import type { Condition } from "../../query/condition.ts";
import { described, exists, live } from "../statements/clocks.ts";
import { organisationColumns, readFact, readOrganisation } from "../statements/stored.ts";
import { chain } from "./chain.ts";
import { CommonSubexpressions, repeatedFields } from "./common-subexpressions.ts";
import type { Compilation } from "./compilation.ts";
import { compileCondition } from "./condition.ts";

/** Where the rows of a list come from, and what is read of each: `o` holds it, `d` what describes it. */
export interface RowSource<Listed> {
  /** The variables that the projection is read from. */
  readonly variables: readonly string[];
  /** Cypher for a list of the columns that are read, and their reader. */
  readonly projection: string;
  readonly read: (columns: readonly unknown[]) => Listed;
  /**
   * Everything up to the rows: where to start, the hops, the clocks and the condition.
   * @param codes a condition on the code of `o`, for a list of all that starts in the order of codes; "" for none
   */
  readonly select: (
    link: Link | null,
    condition: Condition,
    compilation: Compilation,
    codes?: string,
  ) => string;
}

/** An organisation is listed while it exists on `asOf`. */
export const organisationSource = (entity: OrganisationEntity): RowSource<OrganisationRecord> => ({
  variables: ["o", "d"],
  projection: organisationColumns("o", "d", entity),
  read: (row) => readOrganisation(row, entity),
  select: (link, condition, compilation, codes = "") =>
    selectOrganisations(entity, link, condition, compilation, codes),
});

/** A delegation is listed while it is live at the clocks. */
export const delegationSource: RowSource<Fact> = {
  variables: ["o", "d", "a", "b"],
  projection: "type(o), a.code, b.code, properties(o)",
  read: ([type, from, to, properties]) => readFact(type, from, to, properties),
  select: (_link, condition, compilation) => {
    compilation.factEnds.set("o", { start: "a", end: "b" });
    const filter = compileCondition(compilation, condition, "o");
    return compilation.bounded(`MATCH (a:Organisation)-[o:DELEGATES_TO]->(b:Organisation)
WHERE ${live("o")}${filter === "true" ? "" : ` AND ${filter}`}
WITH o, a, b, o AS d`);
  },
};

function selectOrganisations(
  entity: OrganisationEntity,
  link: Link | null,
  condition: Condition,
  compilation: Compilation,
  codes = "",
): string {
  const common = new CommonSubexpressions(repeatedFields(condition));
  compilation.descriptions.set("o", "d");
  compilation.common.set("o", common);
  const start = link ? startAtLink(link, condition) : startAtPath(entity, condition, compilation, codes);
  const filter = compileCondition(compilation, start.rest, "o");
  const { lines, sets } = compilation.semiJoins;
  const carried = sets.map((name) => `, ${name}`).join("");
  const worked = common.with(["o", "d", ...sets]);
  const selection = [
    ...lines,
    ...start.lines(carried),
    ...(start.repeats ? [`WITH DISTINCT o${carried}`] : []),
    `WITH o, ${described("o")} AS d${carried}`,
    `WHERE ${exists("d")}`,
    ...worked,
    ...(filter === "true" ? [] : [`${worked.length === 0 ? "AND" : "WHERE"} ${filter}`]),
  ];
  return compilation.bounded(selection.join("\n"));
}

/** How a selection begins. */
interface Start {
  /** Given what every WITH has to carry on. */
  readonly lines: (sets: string) => readonly string[];
  /** Whether one organisation may come more than once. */
  readonly repeats: boolean;
  /** What is still to be asked. */
  readonly rest: Condition;
}

function startAtLink(link: Link, rest: Condition): Start {
  const { pattern, condition } = chain("s", stepsOf(link.from, link.name), "o");
  const lines = [`MATCH (s:${link.from} {code: parent})`, `MATCH ${pattern} WHERE ${condition}`];
  return { lines: () => lines, repeats: true, rest };
}

function startAtPath(
  entity: OrganisationEntity,
  condition: Condition,
  compilation: Compilation,
  codes: string,
): Start {
  const path = accessPath(entity, condition);
  const { rest } = path;
  if (path.kind === "codes") {
    const lines = [`MATCH (o:${entity}) WHERE o.code IN ${compilation.parameter(path.codes)}`];
    return { lines: () => lines, repeats: false, rest };
  }
  if (path.kind === "none") {
    compilation.semiJoined = "o";
    const inOrder = codes === "" ? "" : ` WHERE ${codes}`;
    return { lines: () => [`MATCH (o:${entity})${inOrder}`], repeats: false, rest };
  }
  if (!path.few) compilation.semiJoined = "o";
  const way = chain("o", stepsOf(entity, path.name), "x", "to");
  const inner = compileCondition(compilation, path.where, "x");
  // The WITH keeps a planner from asking the inner condition anew for every row that it leads to.
  const lines = (sets: string) => [
    `MATCH (x:${path.target}) WHERE ${inner}`,
    `WITH DISTINCT x${sets}`,
    `MATCH ${way.pattern} WHERE o:${entity} AND ${way.condition}`,
  ];
  return { lines, repeats: true, rest };
}
