import { pastedCode } from "../../model/compared-text.ts";
import { filterEntities, type OrganisationEntity, type Where } from "../../model/filters.ts";

/**
 * Where a list of all should start, so that its cost follows what it returns: at the codes asked for, or at the
 * organisations on the other end of a link (there are 50 clusters and 8,300 practices), else at every one of the kind.
 */
export type Anchor =
  | { readonly kind: "codes"; readonly codes: readonly string[]; readonly rest: Where }
  | {
      readonly kind: "link";
      readonly name: string;
      readonly where: Where;
      /** Whether it names the organisations that it starts at, so that the rows are few. */
      readonly few: boolean;
      readonly rest: Where;
    }
  | { readonly kind: "none"; readonly rest: Where };

/** The order in which links are tried: from few organisations to many, one with a code before any without. */
const linkOrder = ["sha", "cluster", "pct", "consortium"];

export function chooseAnchor(entity: OrganisationEntity, where: Where): Anchor {
  const parts = conjuncts(where);
  const codes = parts.map(codesOf).find((found) => found !== undefined);
  if (codes) return { kind: "codes", codes, rest: where };
  const links = linkOrder.flatMap((name) =>
    filterEntities[entity].one[name]
      ? parts.filter((part) => asksForOne(part[name])).map((part) => ({ name, part }))
      : [],
  );
  const named = links.findLast(({ name, part }) => codesOf(part[name] as Where));
  const chosen = named ?? links[0];
  if (!chosen) return { kind: "none", rest: where };
  const { [chosen.name]: link, ...others } = chosen.part;
  const { exists: _exists, ...conditions } = link as Where;
  const rest = parts
    .map((part) => (part === chosen.part ? others : part))
    .filter((part) => Object.keys(part).length > 0);
  return {
    kind: "link",
    name: chosen.name,
    where: conditions,
    few: named !== undefined,
    rest: { AND: rest },
  };
}

/** All that must hold, with every AND taken apart. */
function conjuncts(where: Where): Where[] {
  const { AND, ...own } = where;
  if (AND === undefined || AND === null) return [where];
  const parts = (Array.isArray(AND) ? AND : [AND]) as readonly Where[];
  return [own, ...parts.flatMap((part) => conjuncts(part ?? {}))];
}

/**
 * The codes that a `where` names, each alternative of an OR its own. Codes are stored in upper case, slugs in lower
 * case; a filter may give either in any case.
 */
function codesOf(where: Where): readonly string[] | undefined {
  if (Array.isArray(where.OR)) {
    const named = where.OR.map((part: Where) =>
      conjuncts(part)
        .map(codesOf)
        .find((codes) => codes),
    );
    if (named.length > 0 && !named.includes(undefined)) return named.flatMap((codes) => codes ?? []);
  }
  const { eq, in: among } = (where.code ?? {}) as { eq?: unknown; in?: unknown };
  const given = typeof eq === "string" ? [eq] : Array.isArray(among) ? among : undefined;
  return given
    ?.map((code) => pastedCode(String(code)))
    .flatMap((code) => [code.toUpperCase(), code.toLowerCase()]);
}

function asksForOne(link: unknown): boolean {
  const { exists } = (link ?? { exists: false }) as { exists?: unknown };
  return exists !== false && exists !== null;
}
