import { filterEntities, type OrganisationEntity, type Where } from "../../model/filters.ts";
import { chain, type Link, stepsOf } from "../links.ts";
import { chooseAnchor } from "../where/anchor.ts";
import type { Compilation } from "../where/compilation.ts";
import { compileWhere } from "../where/compile-where.ts";
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
  /** Everything up to the rows: where to start, the hops, the clocks and the `where`. */
  readonly select: (link: Link | null, where: Where, compilation: Compilation) => string;
}

/** An organisation is listed while it exists on `asOf`. */
export const organisationListing = (entity: OrganisationEntity) =>
  ({
    tieBreak: "code",
    held: ["o", "d"],
    columns: organisationColumns("o", "d"),
    read: readOrganisation,
    select: (link, where, compilation) => selectOrganisations(entity, link, where, compilation),
  }) satisfies Listing<ReturnType<typeof readOrganisation>>;

/** A delegation is listed while it is live at both clocks. */
export const delegationListing = {
  tieBreak: "factId",
  held: ["o", "d", "a", "b"],
  columns: "type(o), a.code, b.code, properties(o)",
  read: ([type, from, to, properties]: readonly unknown[]) => readFact(type, from, to, properties),
  select: (_link, where, compilation) => {
    compilation.factEnds.set("o", { start: "a", end: "b" });
    const filter = compileWhere(compilation, "Delegation", where, "o");
    return `MATCH (a:Organisation)-[o:DELEGATES_TO]->(b:Organisation)
WHERE ${live("o")}${filter === "true" ? "" : ` AND ${filter}`}
WITH o, a, b, o AS d`;
  },
} satisfies Listing<ReturnType<typeof readFact>>;

function selectOrganisations(
  entity: OrganisationEntity,
  link: Link | null,
  where: Where,
  compilation: Compilation,
): string {
  compilation.descriptions.set("o", "d");
  const lines: string[] = [];
  let rest = where;
  if (link) {
    const { pattern, condition } = chain("s", stepsOf(link.from, link.name), "o");
    lines.push(
      `MATCH (s:${link.from} {code: parent})`,
      `MATCH ${pattern} WHERE ${condition}`,
      "WITH DISTINCT o",
    );
  } else {
    const anchor = chooseAnchor(entity, where);
    rest = anchor.rest;
    if (anchor.kind === "none") lines.push(`MATCH (o:${entity})`);
    if (anchor.kind === "codes")
      lines.push(`MATCH (o:${entity}) WHERE o.code IN ${compilation.parameter(anchor.codes)}`);
    if (anchor.kind === "link") {
      const target = filterEntities[entity].one[anchor.name]?.entity as OrganisationEntity;
      const { pattern, condition } = chain("o", stepsOf(entity, anchor.name), "x", "to");
      const inner = compileWhere(compilation, target, anchor.where, "x");
      lines.push(
        `MATCH (x:${target}) WHERE ${inner}`,
        `MATCH ${pattern} WHERE o:${entity} AND ${condition}`,
        "WITH DISTINCT o",
      );
    }
  }
  const filter = compileWhere(compilation, entity, rest, "o");
  lines.push(
    `WITH o, ${described("o")} AS d`,
    `WHERE ${exists("d")}${filter === "true" ? "" : ` AND ${filter}`}`,
  );
  return lines.join("\n");
}
