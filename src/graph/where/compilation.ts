import { QueryTooComplex } from "../../model/errors.ts";
import { SettledLinks } from "./settled-links.ts";

/** How large a `where` may be: conditions in all, and how deep objects may nest. */
export const whereLimits = { conditions: 100, depth: 12 } as const;

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
}

function refuseBeyond(bound: keyof typeof whereLimits, actual: number): void {
  const limit = whereLimits[bound];
  if (actual <= limit) return;
  const what = bound === "depth" ? "levels deep" : "conditions long";
  throw new QueryTooComplex(
    `The where is ${actual} ${what}; at most ${limit} are allowed. Split the question.`,
    { bound: `where ${bound}`, limit, actual },
  );
}
