import { inWords } from "../app/months.ts";
import { graphql, type ResultOf } from "../graphql/graphql.ts";

/** The name by which a search found an organisation, where that is not its name on the day. */
export const otherNameFields = graphql(`
  fragment OtherNameFields on OtherName {
    name
    validFrom
    validTo
    knownTo
  }
`);

export type OtherName = ResultOf<typeof otherNameFields>;

/** When it had that name, such as "known as Mill Street until 31 May 2011". */
export function otherNameInWords({ name, validFrom, validTo, knownTo }: OtherName, day: string): string {
  if (knownTo) return `known as ${name} until that was corrected on ${inWords(knownTo.slice(0, 10))}`;
  const since = validFrom && validFrom > day ? ` from ${inWords(validFrom)}` : "";
  return `known as ${name}${since}${validTo ? ` until ${inWords(validTo)}` : ""}`;
}
