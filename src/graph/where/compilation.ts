import { QueryTooComplex } from "../../model/errors.ts";
import type { RowColumns } from "./row-columns.ts";
import { SettledLinks } from "./settled-links.ts";

/**
 * How large a `where` may be: conditions in all, how deep objects may nest, and characters of Cypher. Neo4j takes its
 * time to plan a statement by its length: 20,000 characters take it a few seconds, once.
 */
export const whereLimits = { conditions: 100, depth: 12, length: 20_000 } as const;

/** The variables at both ends of a fact. */
export interface FactEnds {
  readonly start: string;
  readonly end: string;
}

/** The state of one compilation: names that are not yet taken, values so far, and the conditions counted. */
export class Compilation {
  readonly params: Record<string, unknown> = {};
  /** The variables at both ends of each fact in the pattern. */
  readonly factEnds = new Map<string, FactEnds>();
  /** The variables that already hold the description of an organisation, by the organisation's. */
  readonly descriptions = new Map<string, string>();
  /** What is worked out once a row, by the variable that holds the row. */
  readonly columns = new Map<string, RowColumns>();
  readonly settledLinks = new SettledLinks();
  /** Whose links are settled; none where the rows are few, and asking each of them costs less. */
  settledFor: string | undefined;
  #variables = 0;
  #conditions = 0;

  variable(): string {
    return `v${this.#variables++}`;
  }

  parameter(value: unknown): string {
    const name = `w${Object.keys(this.params).length}`;
    this.params[name] = value;
    return `$${name}`;
  }

  /** @throws QueryTooComplex */
  count(depth: number): void {
    this.#conditions++;
    refuseBeyond("conditions", this.#conditions);
    refuseBeyond("depth", depth);
  }

  /**
   * A selection that is short enough to be planned in time.
   * @throws QueryTooComplex
   */
  bounded(selection: string): string {
    refuseBeyond("length", selection.length);
    return selection;
  }
}

const sizes: Record<keyof typeof whereLimits, string> = {
  conditions: "conditions long",
  depth: "levels deep",
  length: "characters of Cypher long, as links and what is worked out by them ask for more than they show",
};

function refuseBeyond(bound: keyof typeof whereLimits, actual: number): void {
  const limit = whereLimits[bound];
  if (actual <= limit) return;
  throw new QueryTooComplex(
    `The where is ${actual} ${sizes[bound]}; at most ${limit} are allowed. Split the question.`,
    { bound: `where ${bound}`, limit, actual },
  );
}
