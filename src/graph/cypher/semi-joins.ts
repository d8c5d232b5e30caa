import { filterEntities, type OrganisationEntity } from "../../model/filters.ts";
import { stepsOf } from "../../model/links.ts";
import { described } from "../statements/clocks.ts";
import { chain } from "./chain.ts";
import { CommonSubexpressions } from "./common-subexpressions.ts";

/** The candidates of one kind, and the sets that each of them may be in, by the condition for it. */
export interface SemiJoinCandidates {
  readonly kind: OrganisationEntity;
  /** The variables that hold a candidate and its description. */
  readonly variable: string;
  readonly description: string;
  readonly common: CommonSubexpressions;
  readonly sets: Map<string, string>;
}

/**
 * The to-one links of a long list's rows, where many rows share what a link reaches: whatever fits a condition is found
 * once, for every condition in one pass over its kind, and each row only looks whether what its link reaches is among
 * them. It also keeps the text short, by which Neo4j's planner takes its time.
 */
export class SemiJoins {
  readonly #candidates = new Map<OrganisationEntity, SemiJoinCandidates>();

  /** The candidates that a link reaches. */
  candidates(entity: OrganisationEntity, link: string): SemiJoinCandidates {
    const kind = filterEntities[entity].one[link]?.entity as OrganisationEntity;
    const known = this.#candidates.get(kind);
    if (known) return known;
    const variable = `any${kind}`;
    const common = new CommonSubexpressions({ has: () => true });
    const made = { kind, variable, description: `${variable}d`, common, sets: new Map<string, string>() };
    this.#candidates.set(kind, made);
    return made;
  }

  /** The subqueries that find the sets. */
  get lines(): readonly string[] {
    return [...this.#candidates.values()].map(({ kind, variable, description, common, sets }) => {
      const fits = [...sets].map(([set, fit]) => `CASE WHEN ${fit} THEN ${variable}.code END AS ${set}`);
      const collected = [...sets.keys()].map((set) => `collect(${set}) AS ${set}`);
      return [
        `CALL () { MATCH (${variable}:${kind})`,
        `WITH ${variable}, ${described(variable)} AS ${description} WHERE ${description} IS NOT NULL`,
        ...common.with([variable, description]),
        `WITH ${fits.join(", ")}`,
        `RETURN ${collected.join(", ")} }`,
      ].join("\n");
    });
  }

  /** The sets' names, which every WITH up to the `where` has to carry on. */
  get sets(): readonly string[] {
    return [...this.#candidates.values()].flatMap(({ sets }) => [...sets.keys()]);
  }
}

/**
 * Cypher for how many of what a link reaches from a row are in a set.
 * @param common of the row, which hold what the link reaches
 */
export function countInSet(
  common: CommonSubexpressions,
  row: string,
  entity: OrganisationEntity,
  link: string,
  set: string,
): string {
  const reached = `${row}_${link}`;
  const { pattern, condition } = chain(row, stepsOf(entity, link), reached);
  const codes = common.define(`${reached}Codes`, `[${pattern} WHERE ${condition} | ${reached}.code]`);
  return `size([code IN ${codes} WHERE code IN ${set}])`;
}
