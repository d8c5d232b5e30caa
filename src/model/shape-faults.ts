/** What is wrong about JSON that somebody gave, in our words: what was given, where, and what was expected there. */

/** What of a validator's issue is read: its words are for programmers, and name neither what was given nor an example. */
interface ShapeIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The names that nothing of the shape has. */
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
}

/** What was expected at each place: names with dots between, "*" for any of an array or a map, "" for the whole. */
export type Expected = Readonly<Record<string, string>>;

/** How many faults of one value are told. */
const maxTold = 5;

/** The faults in one sentence, with the places below a name. */
export function shapeFaults(
  name: string,
  json: unknown,
  issues: readonly ShapeIssue[],
  expected: Expected,
): string {
  const told = issues.slice(0, maxTold).map((issue) => {
    const at = [name, ...issue.path.map(String)].filter(Boolean).join(".");
    return `${at === "" ? "" : `${at}: `}${foundAt(json, issue)}: expected ${expectedAt(issue, expected)}`;
  });
  const left = issues.length - told.length;
  return `${told.join("; ")}${left > 0 ? `; and ${left} more` : ""}.`;
}

function foundAt(json: unknown, { path, keys }: ShapeIssue): string {
  if (keys)
    return `it has ${keys.map((key) => cut(JSON.stringify(key))).join(", ")}, which is not known there`;
  const given = path.reduce<unknown>((value, key) => Object(value)[key], json);
  return given === undefined ? "it is missing" : `${written(given)} was given`;
}

/** What is nested deeper than can be written as JSON can still be read from it. */
function written(given: unknown): string {
  try {
    return cut(JSON.stringify(given));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `${Array.isArray(given) ? "an array" : "an object"} nested thousands of levels deep`;
  }
}

function expectedAt(issue: ShapeIssue, expected: Expected): string {
  const path = issue.path.map(String);
  const known = Object.keys(expected).find((place) => isAt(place, path));
  return (known === undefined ? wordsOf(issue) : expected[known]) ?? expected[""] ?? issue.message;
}

function isAt(place: string, path: readonly string[]): boolean {
  const names = place === "" ? [] : place.split(".");
  return names.length === path.length && names.every((name, at) => name === "*" || name === path[at]);
}

const typeWords: Readonly<Record<string, string>> = {
  ...{ string: 'text, such as "5PP"', number: "a number, such as 3", int: "a whole number, such as 3" },
  ...{ boolean: "true or false", array: "a list, such as []", object: "an object, such as {}" },
  ...{ record: "an object, such as {}", null: "null" },
};

/** By the kind of the issue; undefined where it says nothing. */
function wordsOf({ code, expected, values, message }: ShapeIssue): string | undefined {
  if (code === "invalid_type") return typeWords[expected ?? ""];
  if (code === "invalid_value" && values) return values.map((value) => JSON.stringify(value)).join(" or ");
  // Sentences of ours say what was expected; the validator's own begin so.
  return /^(Invalid|Too|Unrecognized)\b/.test(message) ? undefined : message.replace(/^expected /, "");
}

const longestShown = 60;
export const cut = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
