import { Lexer, Source, TokenKind } from "graphql";
import { QueryTooComplex } from "../model/errors.ts";

/**
 * How deep a request may nest: far below where reading it would run out of stack, far above what a filter may be (12).
 */
const deepest = 200;

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses what nests so deep that to parse, coerce or print it could run out of stack; nothing here is recursive itself.
 * @param given as GraphQL over HTTP has it; from an address its variables are still JSON
 * @param depth how many levels of fields a document may have
 * @throws QueryTooComplex
 */
export function refuseDeepInput(
  given: { readonly query?: unknown; readonly variables?: unknown; readonly extensions?: unknown },
  depth: number,
): void {
  for (const name of ["variables", "extensions"] as const)
    if (isDeep(fromJson(given[name]))) throw tooDeep(`The ${name} of this request nest`, deepest);
  const limit = Math.max(deepest, 2 * depth);
  if (typeof given.query === "string" && isDeepDocument(given.query, limit))
    throw tooDeep("This query nests", limit);
}

const tooDeep = (what: string, limit: number) =>
  new QueryTooComplex(
    `${what} more than ${limit} levels deep; at most ${limit} are allowed, and 12 of a filter. Ask in several requests.`,
    { bound: "nesting", limit },
  );

/** What a text is as JSON; undefined for one that is none, which whoever reads it will say. */
function fromJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= deepest; depth++) {
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}

function isDeepDocument(text: string, limit: number): boolean {
  // Hardly any has so many brackets in all that it has to be looked at.
  if ((text.match(/[{[(]/g)?.length ?? 0) <= limit) return false;
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      if (opening.has(token.kind) && ++depth > limit) return true;
      if (closing.has(token.kind)) depth--;
    }
  } catch {
    // A text that is no document: the parser says why.
  }
  return false;
}
