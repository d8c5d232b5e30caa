import type { AuditHead } from "../../graph/statements/audit.ts";
import type { GivenChange, GivenSource, InputProblem } from "../../model/curation.ts";
import { isDateMonthOrYear, isToCome } from "../../model/dates.ts";
import { isWebAddress, type Source, whenPublished } from "../../model/source.ts";
import { longestText } from "../../model/text-rules.ts";
import { problemAt } from "./input-problems.ts";

/** What every change brings: its source, its reason, and what guards it. */

const longest = { reason: longestText, idempotencyKey: 200 };
const sourceCode = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What is wrong with what every change brings. @param known the source of that code, where the graph holds one */
export function changeProblems(
  given: GivenChange,
  head: AuditHead,
  known: Source | undefined,
): InputProblem[] {
  return [
    ...sourceProblems(given.source, known),
    ...textProblems(
      "reason",
      given.reason,
      'why the change is made, such as "The practice wrote to us on 4 May 2011."',
    ),
    ...textProblems(
      "idempotencyKey",
      given.idempotencyKey,
      "a key of your own for this change, such as a UUID",
    ),
    ...revisionProblems(given.expectedRevision, head),
  ];
}

/** The source to write beside the change; none where the graph holds it. */
export function newSources({ source }: GivenChange, known: Source | undefined): Source[] {
  if (known) return [];
  const { code, title, publisher, published, url = null, licence = null } = source;
  return [{ code, title: title ?? "", publisher: publisher ?? "", published: published ?? "", url, licence }];
}

function textProblems(
  field: keyof typeof longest,
  text: string | null | undefined,
  meant: string,
): InputProblem[] {
  if (text == null) return [];
  const length = text.trim().length;
  // What is longer than any text may be is told of already.
  if (length > longestText || (length > 0 && length <= longest[field])) return [];
  const found = length === 0 ? "it is empty" : `it has ${length} characters`;
  return [problemAt(["input", field], text, found, `1 to ${longest[field]} characters: ${meant}`)];
}

function revisionProblems(expected: number | null | undefined, { revision }: AuditHead): InputProblem[] {
  if (expected == null || (expected >= 0 && expected <= revision)) return [];
  const found = `the graph has no revision ${expected}`;
  return [
    problemAt(["input", "expectedRevision"], expected, found, `the revision that you read, 0 to ${revision}`),
  ];
}

const particulars = ["title", "publisher", "published"] as const;

function sourceProblems(given: GivenSource, known: Source | undefined): InputProblem[] {
  const path = ["input", "source"];
  if (known) return known ? differences(given, known) : [];
  if (!sourceCode.test(given.code)) {
    const expected = "1 to 64 letters, digits, dots and hyphens, such as LETTER-2011-05-04";
    return [problemAt([...path, "code"], given.code, "it is not a source's code", expected)];
  }
  const missing = particulars.filter((field) => !given[field]?.trim());
  if (missing.length === particulars.length) {
    const expected =
      'a code of dataset { sources { code } }, or title, publisher and published of a new one, such as "Letter of the practice manager", "Church View Surgery", "2011-05-04"';
    return [problemAt([...path, "code"], given.code, `the graph holds no source ${given.code}`, expected)];
  }
  const lacking = missing.map((field) =>
    problemAt(
      [...path, field],
      given[field],
      "it is missing",
      `the ${field} of the new source ${given.code}`,
    ),
  );
  return [...lacking, ...formProblems(given, path)];
}

/** What a source that is stored may say in words, a new one says so that it can be read, ordered and followed. */
function formProblems({ published, url }: GivenSource, path: readonly string[]): InputProblem[] {
  const problems: InputProblem[] = [];
  const problem = (field: string, given: string, found: string, expected: string) =>
    problems.push(problemAt([...path, field], given.slice(0, 100), found, expected));
  if (published?.trim() && !isDateMonthOrYear(published))
    problem(
      "published",
      published,
      `${JSON.stringify(published.slice(0, 60))} is not when something was published`,
      "a day, a month or a year that exists, such as 2011-05-04, 2011-05 or 2011",
    );
  if (published && isToCome(published))
    problem("published", published, `${published} is to come`, whenPublished());
  if (url != null && !isWebAddress(url))
    problem(
      "url",
      url,
      `${JSON.stringify(url.slice(0, 60))} is not a web address`,
      "an address that begins with http:// or https://, such as https://www.example.org/letter",
    );
  return problems;
}

/** A source is not described anew in passing: its particulars must be absent, or as the graph holds them. */
function differences(given: GivenSource, known: Source): InputProblem[] {
  return Object.entries(known).flatMap(([field, stored]) => {
    const value = given[field as keyof GivenSource];
    if (value == null || value === stored) return [];
    const expected = `${JSON.stringify(stored)}, the code alone, or another code for another source`;
    return [
      problemAt(["input", "source", field], value, `the graph holds ${known.code} otherwise`, expected),
    ];
  });
}
