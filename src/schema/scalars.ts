import { parseDate, parseFinancialYear, parseInstant } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import { builder } from "./builder.ts";

/** What the texts of scalars are, for programs that read the schema. */
const specified = {
  day: "https://scalars.graphql.org/andimarek/local-date.html",
  instant: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  // The Interpretation Act 1978: the twelve months that end on 31 March.
  financialYear: "https://www.legislation.gov.uk/ukpga/1978/30/schedule/1",
} as const;

builder.scalarType("Date", {
  description: "A calendar date in ISO 8601, such as 2011-04-01.",
  specifiedByURL: specified.day,
  serialize: (value) => value,
  parseValue: textOf("Date", "2011-04-01", parseDate),
});

builder.scalarType("DateTime", {
  description: "An instant in ISO 8601 with its offset, such as 2011-04-01T09:30:00Z; answered in UTC.",
  specifiedByURL: specified.instant,
  serialize: (value) => value,
  parseValue: textOf("DateTime", "2011-04-01T09:30:00Z", parseInstant),
});

builder.scalarType("FinancialYear", {
  description: "A year of account from 1 April to 31 March, such as 2011/12.",
  specifiedByURL: specified.financialYear,
  serialize: (value) => value,
  parseValue: textOf("FinancialYear", "2011/12", parseFinancialYear),
});

/** Reads a scalar from text; graphql-js says at which argument or variable the error came up. */
function textOf<T>(scalar: string, example: string, parse: (text: string) => T): (value: unknown) => T {
  return (value) => {
    if (typeof value === "string") return parse(value);
    throw new BadUserInput(
      `${JSON.stringify(value)} is not a ${scalar}: expected text in quotes, such as "${example}".`,
    );
  };
}
