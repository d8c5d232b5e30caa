import type { Fact } from "../../model/facts.ts";
import { filterEntities, type OrganisationEntity, type Where } from "../../model/filters.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { chain, type Link, stepsOf } from "../links.ts";
import { chooseAnchor } from "../where/anchor.ts";
import type { Compilation } from "../where/compilation.ts";
import { compileWhere } from "../where/compile-where.ts";
import { RowColumns, repeatedFields } from "../where/row-columns.ts";
import { described, exists, live } from "./clocks.ts";
import { organisationColumns, readFact, readOrganisation } from "./stored.ts";

/** How one sort of thing is listed: `o` holds it, `d` what describes it. */
export interface Listing<N> {
  /** The field that decides between equals: unique, and never missing. */
  readonly tieBreak: string;
  /** The variables that its columns are read from. */
  readonly held: readonly string[];
  /** Cypher for a list of its columns, and their reader. */
  readonly columns: string;
  readonly read: (columns: readonly unknown[]) => N;
  /** The same from what a replica holds. */
  readonly show: (held: object) => N;
  /**
   * Everything up to the rows: where to start, the hops, the clocks and the `where`.
   * @param codes a condition on the code of `o`, for a list of all that starts in the order of codes; "" for none
   */
  readonly select: (link: Link | null, where: Where, compilation: Compilation, codes?: string) => string;
}

/** An organisation is listed while it exists on `asOf`. */
export const organisationListing = (entity: OrganisationEntity) =>
  ({
    tieBreak: "code",
    held: ["o", "d"],
    columns: organisationColumns("o", "d", entity),
    read: (row: readonly unknown[]) => readOrganisation(row, entity),
    show: (held: object) => held as OrganisationRecord,
    select: (link, where, compilation, codes = "") =>
      selectOrganisations(entity, link, where, compilation, codes),
  }) satisfies Listing<ReturnType<typeof readOrganisation>>;

/** A delegation is listed while it is live at both clocks. */
export const delegationListing = {
  tieBreak: "factId",
  held: ["o", "d", "a", "b"],
  columns: "type(o), a.code, b.code, properties(o)",
  read: ([type, from, to, properties]: readonly unknown[]) => readFact(type, from, to, properties),
  show: (held: object) => held as Fact,
  select: (_link, where, compilation) => {
    compilation.factEnds.set("o", { start: "a", end: "b" });
    const filter = compileWhere(compilation, "Delegation", where, "o");
    return compilation.bounded(`MATCH (a:Organisation)-[o:DELEGATES_TO]->(b:Organisation)
WHERE ${live("o")}${filter === "true" ? "" : ` AND ${filter}`}
WITH o, a, b, o AS d`);
  },
} satisfies Listing<ReturnType<typeof readFact>>;

function selectOrganisations(
  entity: OrganisationEntity,
  link: Link | null,
  where: Where,
  compilation: Compilation,
  codes = "",
): string {
  const columns = new RowColumns(repeatedFields(where));
  compilation.descriptions.set("o", "d");
  compilation.columns.set("o", columns);
  const start = link ? startAtLink(link, where) : startAtAnchor(entity, where, compilation, codes);
  const filter = compileWhere(compilation, entity, start.rest, "o");
  const { lines, sets } = compilation.settledLinks;
  const kept = sets.map((name) => `, ${name}`).join("");
  const worked = columns.with(["o", "d", ...sets]);
  const selection = [
    ...lines,
    ...start.lines(kept),
    ...(start.repeats ? [`WITH DISTINCT o${kept}`] : []),
    `WITH o, ${described("o")} AS d${kept}`,
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
  /** What of the `where` is still to be asked. */
  readonly rest: Where;
}

function startAtLink(link: Link, rest: Where): Start {
  const { pattern, condition } = chain("s", stepsOf(link.from, link.name), "o");
  const lines = [`MATCH (s:${link.from} {code: parent})`, `MATCH ${pattern} WHERE ${condition}`];
  return { lines: () => lines, repeats: true, rest };
}

function startAtAnchor(
  entity: OrganisationEntity,
  where: Where,
  compilation: Compilation,
  codes: string,
): Start {
  const anchor = chooseAnchor(entity, where);
  const { rest } = anchor;
  if (anchor.kind === "codes") {
    const lines = [`MATCH (o:${entity}) WHERE o.code IN ${compilation.parameter(anchor.codes)}`];
    return { lines: () => lines, repeats: false, rest };
  }
  if (anchor.kind === "none") {
    compilation.settledFor = "o";
    const inOrder = codes === "" ? "" : ` WHERE ${codes}`;
    return { lines: () => [`MATCH (o:${entity})${inOrder}`], repeats: false, rest };
  }
  if (!anchor.few) compilation.settledFor = "o";
  const target = filterEntities[entity].one[anchor.name]?.entity as OrganisationEntity;
  const { pattern, condition } = chain("o", stepsOf(entity, anchor.name), "x", "to");
  const inner = compileWhere(compilation, target, anchor.where, "x");
  // The WITH keeps a planner from asking the inner condition anew for every row that it leads to.
  const lines = (sets: string) => [
    `MATCH (x:${target}) WHERE ${inner}`,
    `WITH DISTINCT x${sets}`,
    `MATCH ${pattern} WHERE o:${entity} AND ${condition}`,
  ];
  return { lines, repeats: true, rest };
}
