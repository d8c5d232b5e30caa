import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import { filterEntities, type OrderKey, type OrganisationEntity, type Where } from "../../model/filters.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Statement } from "../graph.ts";
import { chain, type Link, stepsOf } from "../links.ts";
import { chooseAnchor } from "../where/anchor.ts";
import { Compilation } from "../where/compilation.ts";
import { compileWhere } from "../where/compile-where.ts";
import { expressionOf } from "../where/expressions.ts";
import { described, exists } from "./clocks.ts";
import { organisationColumns, readOrganisation } from "./stored.ts";

/** A page of a list, in keyset order: the rows behind (or before) a row with these sort values. */
export interface PageRequest {
  readonly size: number;
  readonly backwards: boolean;
  /** Only rows beyond the row with these sort values, one for each key of the order and one for the code. */
  readonly after?: readonly unknown[] | undefined;
  /** Only rows ahead of the row with these. */
  readonly before?: readonly unknown[] | undefined;
}

/** What is asked of a list: of every parent at once, in one statement. */
export interface ListRequest {
  readonly entity: OrganisationEntity;
  /** The link from the parents; null for a list of all. */
  readonly link: Link | null;
  readonly where: Where;
  readonly order: readonly OrderKey[];
  readonly page?: PageRequest | undefined;
  readonly totals: boolean;
}

export interface ListRow {
  readonly parent: Code;
  readonly page: readonly { readonly organisation: OrganisationRecord; readonly keys: readonly unknown[] }[];
  /** How many there are in all, and the registered patients of those that are practices. */
  readonly total: number;
  readonly patients: number;
}

type ListParams = Clocks & { readonly parents: readonly Code[] } & Readonly<Record<string, unknown>>;
export interface BoundList {
  readonly statement: Statement<ListParams, ListRow>;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The statement that answers a list: a page, totals, or both, grouped a parent a row. An organisation is listed while it
 * exists on `asOf`.
 * @throws BadUserInput, QueryTooComplex for a `where` that cannot be compiled
 */
export function listStatement(request: ListRequest): BoundList {
  const compilation = new Compilation();
  compilation.descriptions.set("o", "d");
  const order = [...request.order, { field: "code", descending: false }];
  const keys = order.map(({ field }) => expressionOf(request.entity, field, "o", "d"));
  const selection = selectionOf(request, compilation);
  const calls: string[] = [];
  const columns: string[] = [];
  if (request.totals) {
    const patients = request.entity === "Practice" ? "sum(coalesce(d.listSize, 0))" : "0";
    calls.push(`CALL (parent) { ${selection} RETURN count(*) AS total, ${patients} AS patients }`);
    columns.push("total", "patients");
  }
  if (request.page) {
    calls.push(`CALL (parent) { ${selection}
WITH o, d, ${keys.map((key, index) => `${key} AS key${index}`).join(", ")}
${pageOf(request.page, order, compilation)}
RETURN collect([${organisationColumns("o", "d")}, ${keys.map((_, index) => `key${index}`).join(", ")}]) AS page }`);
    columns.push("page");
  }
  return {
    statement: {
      name: `list ${request.link ? `${request.link.from}.${request.link.name}` : request.entity}`,
      cypher: `UNWIND $parents AS parent\n${calls.join("\n")}\nRETURN ${["parent", ...columns].join(", ")}`,
      row: (raw) => ({
        parent: raw.parent as Code,
        total: Number(raw.total ?? 0),
        patients: Number(raw.patients ?? 0),
        page: ((raw.page ?? []) as unknown[][]).map((columns) => ({
          organisation: readOrganisation(columns),
          keys: columns.slice(-keys.length),
        })),
      }),
    },
    params: compilation.params,
  };
}

/** Everything up to the rows of a list: where to start, the hops, the lifetimes and the `where`. */
function selectionOf({ entity, link, where }: ListRequest, compilation: Compilation): string {
  const kind = entity === "Organisation" ? "Organisation" : entity;
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
    if (anchor.kind === "none") lines.push(`MATCH (o:${kind})`);
    if (anchor.kind === "codes")
      lines.push(`MATCH (o:${kind}) WHERE o.code IN ${compilation.parameter(anchor.codes)}`);
    if (anchor.kind === "link") {
      const target = filterEntities[entity].one[anchor.name]?.entity as OrganisationEntity;
      const { pattern, condition } = chain("o", stepsOf(entity, anchor.name), "x", "to");
      const inner = compileWhere(compilation, target, anchor.where, "x");
      lines.push(
        `MATCH (x:${target}) WHERE ${inner}`,
        `MATCH ${pattern} WHERE o:${kind} AND ${condition}`,
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

/** The keyset: rows between the sort values given, in order, as many as asked. Missing values come last. */
function pageOf(page: PageRequest, order: readonly OrderKey[], compilation: Compilation): string {
  const keys = order.map(({ descending }, index) => ({ key: `key${index}`, descending }));
  const bounds = [
    page.after && beyondAll(keys, page.after, "after", compilation),
    page.before && beyondAll(keys, page.before, "before", compilation),
  ].filter(Boolean);
  const filter = bounds.length ? `WHERE ${bounds.join(" AND ")}\n` : "";
  const sorts = keys.flatMap(({ key, descending }) => [
    `${key} IS NULL${page.backwards ? " DESC" : ""}`,
    `${key}${descending !== page.backwards ? " DESC" : ""}`,
  ]);
  return `${filter}WITH o, d, ${keys.map(({ key }) => key).join(", ")} ORDER BY ${sorts.join(", ")} LIMIT ${compilation.parameter(page.size)}`;
}

interface SortKey {
  readonly key: string;
  readonly descending: boolean;
}
type Side = "after" | "before";

/** Rows on one side of a row: equal in the first keys, and beyond it in the next. */
function beyondAll(
  keys: readonly SortKey[],
  values: readonly unknown[],
  side: Side,
  compilation: Compilation,
): string {
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, at) => sameValue(earlier.key, values[at], compilation));
    return [...equal, beyond(key, values[index], side, compilation)].join(" AND ");
  });
  return `(${alternatives.map((alternative) => `(${alternative})`).join(" OR ")})`;
}

function sameValue(key: string, value: unknown, compilation: Compilation): string {
  return value === null ? `${key} IS NULL` : `${key} = ${compilation.parameter(value)}`;
}

function beyond({ key, descending }: SortKey, value: unknown, side: Side, compilation: Compilation): string {
  if (value === null) return side === "after" ? "false" : `${key} IS NOT NULL`;
  const further = `${key} ${descending === (side === "after") ? "<" : ">"} ${compilation.parameter(value)}`;
  return side === "after" ? `(${further} OR ${key} IS NULL)` : further;
}
