import { tooLarge } from "../../query/check-where.ts";
import type { CommonSubexpressions } from "./common-subexpressions.ts";
import { SemiJoins } from "./semi-joins.ts";

/** Neo4j takes its time to plan a statement by its length: so many characters take it a few seconds, once. */
const longestSelection = 22_000;

/** The variables at both ends of a fact. */
export interface FactEnds {
  readonly start: string;
  readonly end: string;
}

/** The state of one compilation: names that are not yet taken, and values so far. */
export class Compilation {
  readonly params: Record<string, unknown> = {};
  /** The variables at both ends of each fact in the pattern. */
  readonly factEnds = new Map<string, FactEnds>();
  /** The variables that already hold the description of an organisation, by the organisation's. */
  readonly descriptions = new Map<string, string>();
  /** What is worked out once a row, by the variable that holds the row. */
  readonly common = new Map<string, CommonSubexpressions>();
  readonly semiJoins = new SemiJoins();
  /** Whose links are joined so; none where the rows are few, and asking each of them costs less. */
  semiJoined: string | undefined;
  #variables = 0;

  variable(): string {
    return `v${this.#variables++}`;
  }

  parameter(value: unknown): string {
    const name = `w${Object.keys(this.params).length}`;
    this.params[name] = value;
    return `$${name}`;
  }

  /**
   * A selection that is short enough to be planned in time.
   * @throws QueryTooComplex
   */
  bounded(selection: string): string {
    if (selection.length <= longestSelection) return selection;
    const size =
      "characters of Cypher long, as links and what is worked out by them ask for more than they show";
    throw tooLarge("length", longestSelection, selection.length, size);
  }
}
