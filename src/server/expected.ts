import { type GraphQLSchema, isEnumType } from "graphql";

/** What values of the scalars that GraphQL brings look like. */
const scalars: Readonly<Record<string, string>> = {
  Int: "a whole number of at most 32 bits, such as 20",
  Float: "a number, such as 0.25",
  String: 'text in quotes, such as "5PP"',
  Boolean: "true or false",
  ID: 'text in quotes, such as "5PP"',
};

/** A date without quotes is read as numbers, and its month or day as a number that may not start so. */
const dateAsNumbers = /^Syntax Error: (Invalid number, unexpected digit after 0|Expected Name, found Int "-)/;

/** What graphql-js refuses, and in its words only what was given: with what was expected, and an example. */
export function withExpected(message: string, schema: GraphQLSchema): string {
  if (dateAsNumbers.test(message))
    return `${message} If a date is meant, it is written in quotes, such as "2011-04-01".`;
  // The end of the sentence is GraphQL's own: before it stands what was given, which may read like any of these.
  const enumName =
    /\bEnum "(\w+)" cannot represent|does not exist in "(\w+)" enum\.( Did you mean .+)?$/.exec(message);
  const type = enumName && schema.getType(enumName[1] ?? enumName[2] ?? "");
  if (isEnumType(type)) {
    const values = type.getValues().map((value) => value.name);
    return `${ended(message)} Expected one of ${values.join(", ")}; in a query without quotes, such as ${values[0]}.`;
  }
  const scalar = scalars[/\b([A-Z][A-Za-z]+) cannot represent /.exec(message)?.[1] ?? ""];
  return scalar ? `${ended(message)} Expected ${scalar}.` : message;
}

const ended = (sentence: string): string => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`);
