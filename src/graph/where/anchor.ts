import { filterEntities, type OrganisationEntity, type Where } from "../../model/filters.ts";

/**
 * Where a list of all should start, so that its cost follows what it returns: at the codes asked for, or at the
 * organisations on the other end of a link (there are 50 clusters and 8,300 practices), else at every one of the kind.
 */
export type Anchor =
  | { readonly kind: "codes"; readonly codes: readonly string[]; readonly rest: Where }
  | { readonly kind: "link"; readonly name: string; readonly where: Where; readonly rest: Where }
  | { readonly kind: "none"; readonly rest: Where };

/** The order in which links are tried: from few organisations to many, one with a code before any without. */
const linkOrder = ["sha", "cluster", "pct", "consortium"];

export function chooseAnchor(entity: OrganisationEntity, where: Where): Anchor {
  const codes = codesOf(where);
  if (codes) return { kind: "codes", codes, rest: where };
  const links = linkOrder.filter((name) => filterEntities[entity].one[name] && asksForOne(where[name]));
  const name = links.findLast((candidate) => codesOf(where[candidate] as Where)) ?? links[0];
  if (!name) return { kind: "none", rest: where };
  const { [name]: link, ...rest } = where;
  const { exists: _exists, ...conditions } = link as Where;
  return { kind: "link", name, where: conditions, rest };
}

/** Codes are stored in upper case, slugs in lower case; a filter may give either in any case. */
function codesOf(where: Where): readonly string[] | undefined {
  const { eq, in: among } = (where.code ?? {}) as { eq?: unknown; in?: unknown };
  const given = typeof eq === "string" ? [eq] : Array.isArray(among) ? among : undefined;
  return given?.flatMap((code) => [String(code).toUpperCase(), String(code).toLowerCase()]);
}

function asksForOne(link: unknown): boolean {
  return (
    typeof link === "object" &&
    link !== null &&
    (link as { exists?: unknown }).exists !== false &&
    (link as { exists?: unknown }).exists !== null
  );
}
