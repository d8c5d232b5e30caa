import { type ASTNode, Kind, parse, print, visit } from "graphql";
import type { Question } from "./generate-query.ts";

const removable = new Set<string>([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
  Kind.VARIABLE_DEFINITION,
]);

/** A smaller question that fails in the same way: parts are left out one by one while it still does. */
export async function shrink(
  question: Question,
  fails: (smaller: Question) => Promise<boolean>,
): Promise<Question> {
  let smallest = question;
  for (const without of [withoutPart, withoutValue]) {
    for (let index = 0, tries = 0; tries < 60; tries++) {
      const smaller = without(smallest, index);
      if (smaller === undefined) break;
      if (smaller !== "invalid" && (await fails(smaller))) smallest = smaller;
      else index++;
    }
  }
  return smallest;
}

/** The question without the nth part of its document; undefined where it has fewer. */
function withoutPart({ query, variables }: Question, nth: number): Question | "invalid" | undefined {
  let seen = 0;
  let found = false;
  const document = visit(parse(query), {
    enter(node: ASTNode) {
      if (!removable.has(node.kind) || seen++ !== nth) return undefined;
      found = true;
      return null;
    },
  });
  if (!found) return undefined;
  const printed = print(document);
  return printed === "" || /\{\s*\}\s*$/m.test(printed) ? "invalid" : { query: printed, variables };
}

/** The question without the nth entry of all objects and lists among its variables. */
function withoutValue({ query, variables }: Question, nth: number): Question | undefined {
  let seen = 0;
  let found = false;
  const removes = () => {
    if (seen++ !== nth) return false;
    found = true;
    return true;
  };
  const pruned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter(() => !removes()).map(pruned);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => !removes())
        .map(([key, held]) => [key, pruned(held)]),
    );
  };
  const smaller = pruned(variables) as Question["variables"];
  return found ? { query, variables: smaller } : undefined;
}
