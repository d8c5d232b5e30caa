import { filterEntities, type OrganisationEntity } from "../model/filters.ts";
import { allOf, asksNothing, type Condition, conjuncts, type LinkCondition } from "./condition.ts";

/**
 * Where a list of all should start, so that its cost follows what it returns: at the codes asked for, or at the
 * organisations on the other end of a link (there are 50 clusters and 8,300 practices), else at every one of the kind.
 */
export type AccessPath =
  | { readonly kind: "codes"; readonly codes: readonly string[]; readonly rest: Condition }
  | {
      readonly kind: "link";
      readonly name: string;
      readonly target: OrganisationEntity;
      /** What the link has to reach. */
      readonly where: Condition;
      /** Whether it names the organisations that it starts at, so that the rows are few. */
      readonly few: boolean;
      /** What is still to be asked. */
      readonly rest: Condition;
    }
  | { readonly kind: "none"; readonly rest: Condition };

/** The order in which links are tried: from few organisations to many, one with a code before any without. */
const linkOrder = ["sha", "cluster", "pct", "consortium"];

export function accessPath(entity: OrganisationEntity, condition: Condition): AccessPath {
  const parts = conjuncts(condition);
  const codes = parts.map(codesOf).find((found) => found !== undefined);
  if (codes) return { kind: "codes", codes, rest: condition };
  const links = linkOrder.flatMap((name) =>
    parts.filter((part): part is LinkCondition => isToOne(part, name)),
  );
  const named = links.findLast(({ where }) => conjuncts(where).some(codesOf));
  const chosen = named ?? links[0];
  if (!chosen) return { kind: "none", rest: condition };
  return {
    kind: "link",
    name: chosen.link,
    target: filterEntities[entity].one[chosen.link]?.entity as OrganisationEntity,
    where: chosen.where,
    few: named !== undefined,
    rest: allOf(parts.filter((part) => part !== chosen && !asksNothing(part))),
  };
}

const isToOne = (part: Condition, name: string): boolean =>
  part.kind === "link" && part.link === name && filterEntities[part.entity].one[name] !== undefined;

/**
 * The codes that a condition names, each alternative of an OR its own. Codes are stored in upper case, slugs in lower
 * case; a filter may give either in any case.
 */
function codesOf(condition: Condition): readonly string[] | undefined {
  if (condition.kind === "any") {
    const named = condition.of.map((part) =>
      conjuncts(part)
        .map(codesOf)
        .find((codes) => codes),
    );
    if (named.length === 0 || named.includes(undefined)) return undefined;
    return named.flatMap((codes) => codes ?? []);
  }
  if (condition.kind !== "field" || condition.field !== "code") return undefined;
  const named = condition.comparisons.find(({ operator }) => operator === "eq" || operator === "in");
  return (
    named &&
    [named.operand].flat().flatMap((code) => [String(code).toUpperCase(), String(code).toLowerCase()])
  );
}
