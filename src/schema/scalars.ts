import { GraphQLError } from "graphql";
import { parseDate, parseFinancialYear, parseInstant } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import { builder } from "./builder.ts";

builder.scalarType("Date", {
  description: "A calendar date in ISO 8601, such as 2011-04-01.",
  serialize: (value) => value,
  parseValue: textOf("Date", parseDate),
});

builder.scalarType("DateTime", {
  description: "An instant in ISO 8601 with its offset, such as 2011-04-01T09:30:00Z; answered in UTC.",
  serialize: (value) => value,
  parseValue: textOf("DateTime", parseInstant),
});

builder.scalarType("FinancialYear", {
  description: "A year of account from 1 April to 31 March, such as 2011/12.",
  serialize: (value) => value,
  parseValue: textOf("FinancialYear", parseFinancialYear),
});

/** Reads a scalar from text; graphql-js reports the error where the value stands. */
function textOf<T>(scalar: string, parse: (text: string) => T): (value: unknown) => T {
  return (value) => {
    if (typeof value !== "string")
      throw new GraphQLError(`${JSON.stringify(value)} is not a ${scalar}: expected text.`);
    try {
      return parse(value);
    } catch (error) {
      if (error instanceof BadUserInput)
        throw new GraphQLError(error.message, { extensions: { code: error.code } });
      throw error;
    }
  };
}
