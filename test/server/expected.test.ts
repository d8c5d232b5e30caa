import { getVariableValues, type OperationDefinitionNode, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { schema } from "../../src/schema/schema.ts";
import { withExpected } from "../../src/server/expected.ts";

/** What graphql-js says of a question that it refuses, before it is asked. */
function refusalOf(query: string, variables?: Readonly<Record<string, unknown>>): string {
  try {
    const document = parse(query);
    const [error] = validate(schema, document);
    if (error) return error.message;
    const [operation] = document.definitions as readonly OperationDefinitionNode[];
    const { errors } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables ?? {});
    return errors?.[0]?.message ?? "not refused";
  } catch (error) {
    return (error as Error).message;
  }
}

const wholeNumber = "Expected a whole number of at most 32 bits, such as 20.";
const text = 'Expected text in quotes, such as "5PP".';
const standings =
  "Expected one of MEMBER, NOT_COVERED, OUTSIDE, UNCLEAR; in a query without quotes, such as MEMBER.";

describe("what graphql-js refuses is refused with what was expected, and an example", () => {
  const refused: Readonly<Record<string, [string, Record<string, unknown> | undefined, string]>> = {
    "a number in words": ['{ pcts(first: "ten") { totalCount } }', undefined, wholeNumber],
    "a number too large": ["{ pcts(first: 99999999999) { totalCount } }", undefined, wholeNumber],
    "a number in words, by a variable": [
      "query ($first: Int) { pcts(first: $first) { totalCount } }",
      { first: "ten" },
      wholeNumber,
    ],
    "a code that is a number": ["{ organisation(code: 5) { name } }", undefined, text],
    "a value in quotes": [
      '{ practices(where: { standing: { eq: "OUTSIDE" } }) { totalCount } }',
      undefined,
      standings,
    ],
    "a value that there is not": [
      "query ($where: PracticeWhere) { practices(where: $where) { totalCount } }",
      { where: { standing: { eq: "NOPE" } } },
      standings,
    ],
    "a value that reads like another refusal": [
      "query ($where: PracticeWhere) { practices(where: $where) { totalCount } }",
      { where: { standing: { eq: "; Int cannot represent x" } } },
      standings,
    ],
    "a number that reads like another refusal": [
      "query ($first: Int) { pcts(first: $first) { totalCount } }",
      {
        first: 'Enum "ConsortiumStanding" cannot represent; it does not exist in "ConsortiumStanding" enum.',
      },
      wholeNumber,
    ],
    "a date without quotes": [
      "{ pcts(asOf: 2011-04-01) { totalCount } }",
      undefined,
      'If a date is meant, it is written in quotes, such as "2011-04-01".',
    ],
    "a date of the year's end without quotes": [
      "{ pcts(asOf: 2011-12-10) { totalCount } }",
      undefined,
      'If a date is meant, it is written in quotes, such as "2011-04-01".',
    ],
  };
  test.for(Object.entries(refused))("%s", ([, [query, variables, expected]]) => {
    const said = refusalOf(query, variables);
    const message = withExpected(said, schema);
    expect(message.startsWith(said)).toBe(true);
    expect(message).toContain(` ${expected}`);
  });
});

test("what says enough is left as it is", () => {
  const message = 'Cannot query field "nam" on type "PCT". Did you mean "name"?';
  expect(withExpected(message, schema)).toBe(message);
});
