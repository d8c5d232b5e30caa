import type { Where } from "../../model/filters.ts";

/** Values that are worked out once for each row, before a `where` is put to it that asks for them several times. */
export class RowColumns {
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
  hold(name: string, expression: string): string {
    this.#expressions.set(name, expression);
    return name;
  }

  /** Cypher for the line that works them out, beside the variables that go on; none where there are none. */
  with(kept: readonly string[]): readonly string[] {
    if (this.#expressions.size === 0) return [];
    const columns = [...this.#expressions].map(([name, expression]) => `${expression} AS ${name}`);
    return [`WITH ${[...kept, ...columns].join(", ")}`];
  }
}

/** The fields that a `where` asks for more than once of the row itself. */
export function repeatedFields(where: Where): ReadonlySet<string> {
  const once = new Set<string>();
  return new Set(fieldsAsked(where).filter((field) => once.has(field) || !once.add(field)));
}

function fieldsAsked(where: Where): string[] {
  return Object.entries(where).flatMap(([name, value]) => {
    const parts = [value].flat() as readonly (Where | null)[];
    if (name === "AND" || name === "OR" || name === "NOT")
      return parts.flatMap((part) => fieldsAsked(part ?? {}));
    return parts.flatMap((operators) =>
      typeof operators === "object" && operators !== null ? Object.keys(operators).map(() => name) : [name],
    );
  });
}
