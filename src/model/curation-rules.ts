import { payloadFieldsOf } from "../vocabulary/derive.ts";
import type { Code } from "./code.ts";
import { endsOf } from "./curation.ts";
import { openEnd, unknownStart } from "./dates.ts";
import { problemsOf } from "./fact-rules.ts";
import type { Fact, NewFact } from "./facts.ts";
import type { Confidence } from "./kinds.ts";
import type { OrganisationRecord } from "./organisation.ts";

/** What a fact that a curator records has to fulfil beside the rules of every fact. */

/** A rule that a fact breaks, as in fact-rules.ts. */
type Problem = ReturnType<typeof problemsOf>[number];
type Find = (code: Code) => OrganisationRecord | undefined;

/**
 * Every rule that a curator's fact breaks: those of every fact; that what touches something made up is marked as made
 * up, and nothing else is; and that the graph does not hold it already.
 * @param believed what the graph believes of the organisation that the fact starts at
 */
export function problemsOfCurated(fact: NewFact, find: Find, believed: readonly Fact[]): Problem[] {
  return [
    ...problemsOf(fact, find),
    ...problemsOfConfidence(fact, find),
    ...believed.filter((other) => repeats(fact, other)).map(alreadyRecorded),
  ];
}

/** How far a fact is trusted where the curator does not say. */
export function defaultConfidence(fact: Pick<NewFact, "from">, find: Find): Confidence {
  return touchesMadeUp(fact, find) ? "SYNTHETIC" : "REPORTED";
}

function problemsOfConfidence(fact: NewFact, find: Find): Problem[] {
  return problemsOfTrust(fact.confidence, touchesMadeUp(fact, find));
}

/** What is wrong with a confidence: what is made up is SYNTHETIC, and nothing else is. */
export function problemsOfTrust(confidence: Confidence, madeUp: boolean): Problem[] {
  if (madeUp === (confidence === "SYNTHETIC")) return [];
  const expected = madeUp ? "SYNTHETIC" : "CONFIRMED, REPORTED or DERIVED";
  const found = madeUp
    ? `${confidence} is claimed of something that is made up`
    : "SYNTHETIC is claimed of what is not made up";
  return [{ field: "confidence", reason: `${found}: expected ${expected}`, expected }];
}

const touchesMadeUp = (fact: Pick<NewFact, "from">, find: Find): boolean =>
  [fact.from, ...("to" in fact ? [fact.to as Code] : [])].some(
    (code) => find(code)?.confidence === "SYNTHETIC",
  );

/** The same matter, from the same source, on a day that both hold. Another source for the same is another claim. */
function repeats(fact: NewFact, other: Fact): boolean {
  const overlaps =
    (fact.validFrom ?? unknownStart) <= (other.validTo ?? openEnd) &&
    (other.validFrom ?? unknownStart) <= (fact.validTo ?? openEnd);
  return (
    overlaps && fact.kind === other.kind && fact.source === other.source && saying(fact) === saying(other)
  );
}

const saying = (fact: NewFact): string => {
  const said = fact as unknown as Record<string, unknown>;
  return JSON.stringify(
    [...endsOf(fact.kind), ...payloadFieldsOf(fact.kind).map(([name]) => name)].map(
      (name) => said[name] ?? null,
    ),
  );
};

const alreadyRecorded = ({ factId, validFrom, validTo }: Fact): Problem => {
  const expected = "a fact that the graph does not hold";
  const period = `${validFrom ?? "an unknown day"} to ${validTo ?? "no end"}`;
  return {
    field: "",
    reason: `the graph holds it from this source as ${factId}, ${period}: expected ${expected}`,
    expected,
  };
};
