import { inWords } from "../app/months.ts";
import type { StatedFact } from "./stated-fact.ts";
import { statementOf } from "./statement-of.ts";
import { inEnglishWords } from "./words.ts";

/** One thing that facts say, a value a fact. */
export interface ComparedLine {
  readonly title: string;
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** What facts say and who says so, line by line; a line that none of them has is left out. */
export function comparedLines(facts: readonly StatedFact[]): readonly ComparedLine[] {
  const said = facts.map(saidBy);
  const titles = [...new Set(said.flatMap((lines) => [...lines.keys()]))];
  return titles
    .map((title) => said.map((lines) => lines.get(title) ?? ""))
    .map((values, index) => ({
      title: titles[index] as string,
      values: values.map((value) => value || "not stated"),
      differs: new Set(values).size > 1,
    }))
    .filter(({ values }) => values.some((value) => value !== "not stated"));
}

function saidBy(fact: StatedFact): ReadonlyMap<string, string> {
  const { says, figures } = statementOf(fact);
  const { validFrom, validTo, recordedAt, assertedBy, confidence, note } = fact;
  return new Map([
    ["Says", says],
    ...Object.entries(figures),
    ["From", validFrom ? inWords(validFrom) : "not known"],
    ["To", validTo ? inWords(validTo) : "open"],
    ["Said by", assertedBy?.name ?? ""],
    ["Confidence", inEnglishWords(confidence)],
    ["Recorded", inWords(recordedAt.slice(0, 10))],
    ["Note", note ?? ""],
  ]);
}
