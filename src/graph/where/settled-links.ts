import { filterEntities, type OrganisationEntity } from "../../model/filters.ts";
import { chain, stepsOf } from "../links.ts";
import { described } from "../statements/clocks.ts";

/** The candidates of one kind: the variables that hold one and its description, and the sets that it may be in. */
interface Candidates {
  readonly variable: string;
  readonly description: string;
  readonly sets: Map<string, string>;
}

/**
 * The to-one links of a long list's rows, where many rows share what a link reaches: whatever fits a condition is found
 * once, for every condition in one pass over its kind, and each row only looks whether what its link reaches is among
 * them. It also keeps the text short, by which Neo4j's planner takes its time.
 */
export class SettledLinks {
  readonly #candidates = new Map<OrganisationEntity, Candidates>();
  /** What each link reaches from a row, as a list of codes. */
  readonly #reached = new Map<string, string>();

  /**
   * Cypher for how many of what a link reaches satisfy a `where`.
   * @param compile gives the condition on a candidate and its description
   */
  count(
    entity: OrganisationEntity,
    name: string,
    row: string,
    compile: (target: OrganisationEntity, candidate: string, description: string) => string,
  ): string {
    const target = filterEntities[entity].one[name]?.entity as OrganisationEntity;
    const candidates = this.#candidatesOf(target);
    const set = `${candidates.variable}s${candidates.sets.size}`;
    candidates.sets.set(set, compile(target, candidates.variable, candidates.description));
    const { pattern, condition } = chain(row, stepsOf(entity, name), `${row}_${name}`);
    this.#reached.set(`${name}Codes`, `[${pattern} WHERE ${condition} | ${row}_${name}.code]`);
    return `size([code IN ${name}Codes WHERE code IN ${set}])`;
  }

  #candidatesOf(target: OrganisationEntity): Candidates {
    const known = this.#candidates.get(target);
    if (known) return known;
    const variable = `any${target}`;
    const made = { variable, description: `${variable}d`, sets: new Map<string, string>() };
    this.#candidates.set(target, made);
    return made;
  }

  /** The subqueries that find the sets. */
  get lines(): readonly string[] {
    return [...this.#candidates].map(([target, { variable, description, sets }]) => {
      const fits = [...sets].map(
        ([set, condition]) => `CASE WHEN ${condition} THEN ${variable}.code END AS ${set}`,
      );
      const collected = [...sets.keys()].map((set) => `collect(${set}) AS ${set}`);
      return [
        `CALL () { MATCH (${variable}:${target})`,
        `WITH ${variable}, ${described(variable)} AS ${description} WHERE ${description} IS NOT NULL`,
        `WITH ${fits.join(", ")}`,
        `RETURN ${collected.join(", ")} }`,
      ].join("\n");
    });
  }

  /** The sets' names, which every WITH up to the `where` has to carry on. */
  get sets(): readonly string[] {
    return [...this.#candidates.values()].flatMap(({ sets }) => [...sets.keys()]);
  }

  /** What each row needs beside itself before the `where` is put to it. */
  get columns(): readonly string[] {
    return [...this.#reached].map(([name, codes]) => `${codes} AS ${name}`);
  }
}
