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
  for (let index = 0, tries = 0; tries < 200; tries++) {
    const smaller = without(smallest, index);
    if (smaller === undefined) break;
    if (smaller !== "invalid" && (await fails(smaller))) smallest = smaller;
    else index++;
  }
  return smallest;
}

/** The question without its nth removable part; undefined where it has fewer. */
function without({ query, variables }: Question, nth: number): Question | "invalid" | undefined {
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
  return /\{\s*\}\s*$/m.test(printed) ? "invalid" : { query: printed, variables };
}
