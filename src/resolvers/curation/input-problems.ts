import { type Code, parseCode } from "../../model/code.ts";
import type { InputProblem } from "../../model/curation.ts";
import { BadUserInput } from "../../model/errors.ts";
import { faultOfText } from "../../model/text-rules.ts";

/** Where a value lies in an input: from the argument to the value. */
export type InputPath = readonly string[];

/**
 * A problem of an input.
 * @param found what was found, to stand before what was expected
 */
export function problemAt(path: InputPath, given: unknown, found: string, expected: string): InputProblem {
  return {
    path,
    given: given === undefined || given === null ? null : JSON.stringify(given),
    expected,
    message: `${path.join(".")}: ${found}: expected ${expected}.`,
  };
}

/** Reads a code; one that cannot be one is a problem, and undefined. */
export function codeAt(path: InputPath, text: string, problems: InputProblem[]): Code | undefined {
  try {
    return parseCode(text);
  } catch (error) {
    if (!(error instanceof BadUserInput)) throw error;
    const expected = "an ODS code such as 5PP or A81001, or a slug such as hunts-health";
    problems.push(
      problemAt(path, text, `${JSON.stringify(text.slice(0, 100))} is not an organisation code`, expected),
    );
    return undefined;
  }
}

/** Every text of an input that may not be written, wherever it stands. */
export function* unwritableTexts(path: InputPath, value: unknown): Generator<InputProblem> {
  if (typeof value === "string") {
    const fault = faultOfText(value);
    if (fault) yield problemAt(path, value.slice(0, 100), fault.found, fault.expected);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* unwritableTexts([...path, key], inner);
  }
}
