import type { Condition } from "../../query/condition.ts";

/** Values that are worked out once for each row, before a `where` is put to it that asks for them several times. */
export class CommonSubexpressions {
  readonly #expressions = new Map<string, string>();
  readonly #fields: { has(field: string): boolean };

  /** @param fields those that are worth a column of their own */
  constructor(fields: { has(field: string): boolean }) {
    this.#fields = fields;
  }

  isWorth(field: string): boolean {
    return this.#fields.has(field);
  }

  /** Gives the name that holds the value of an expression from here on. */
  define(name: string, expression: string): string {
    this.#expressions.set(name, expression);
    return name;
  }

  /** Cypher for the line that works them out, beside the variables that go on; none where there are none. */
  with(variables: readonly string[]): readonly string[] {
    if (this.#expressions.size === 0) return [];
    const columns = [...this.#expressions].map(([name, expression]) => `${expression} AS ${name}`);
    return [`WITH ${[...variables, ...columns].join(", ")}`];
  }
}

/** The fields that a condition asks for more than once of the row itself. */
export function repeatedFields(condition: Condition): ReadonlySet<string> {
  const once = new Set<string>();
  return new Set(fieldsAsked(condition).filter((field) => once.has(field) || !once.add(field)));
}

function fieldsAsked(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "field":
      return condition.comparisons.map(() => condition.field);
    case "link":
      return [];
    case "not":
      return fieldsAsked(condition.of);
    case "all":
    case "any":
      return condition.of.flatMap(fieldsAsked);
    default:
      return condition satisfies never;
  }
}
