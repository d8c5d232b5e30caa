import type { GivenChange, GivenClaim, InputProblem, Outcome } from "../../model/curation.ts";
import { problemsOfTrust } from "../../model/curation-rules.ts";
import type { IsoDate } from "../../model/dates.ts";
import { claimIn, type Fact, type NewFact } from "../../model/facts.ts";
import type { Confidence } from "../../model/kinds.ts";
import type { Context } from "../context.ts";
import { curate, type Draft, type Found } from "./curate.ts";
import { problemAt } from "./input-problems.ts";

export interface GivenRetraction extends GivenChange {
  readonly factId: string;
}

export interface GivenEnd extends GivenRetraction, Pick<GivenClaim, "confidence" | "note"> {
  readonly validTo: IsoDate;
}

/** Takes a fact back: it was never so. It stays, as what was believed until now. */
export function retractFact(context: Context, given: GivenRetraction): Promise<Outcome> {
  return curate(context, {
    ...draftOf(given),
    name: "retract fact",
    action: "RETRACT",
    doing: "Retracting a fact",
    plan(found) {
      const { fact, problems } = believedFact(given.factId, found);
      return { problems, changes: { retracted: fact ? [fact] : [] } };
    },
  });
}

/** Says on which day a fact ended: the one without that end is retracted, and the same recorded with it. */
export function endFact(context: Context, given: GivenEnd): Promise<Outcome> {
  return curate(context, {
    ...draftOf(given),
    name: "end fact",
    action: "END",
    doing: "Ending a fact",
    plan(found) {
      const { fact, problems: unknown } = believedFact(given.factId, found);
      if (!fact) return { problems: unknown, changes: {} };
      const assertedBy = found.assertedBy ?? null;
      const facts = [ended(fact, { ...given, assertedBy })];
      const problems = [...endProblems(fact, given.validTo), ...trustProblems(given.confidence, fact)];
      return { problems, changes: { retracted: [fact], facts } };
    },
  });
}

const draftOf = (given: GivenRetraction) =>
  ({ given, problems: [], codes: [], factIds: [given.factId], facts: null }) satisfies Partial<Draft>;

/** A fact as it reads once it has ended, on the word of another source. */
export function ended(
  fact: Fact,
  how: Pick<GivenEnd, "source" | "validTo" | "confidence" | "note"> & Pick<NewFact, "assertedBy">,
): NewFact {
  const said = claimIn(fact);
  const madeUp = fact.confidence === "SYNTHETIC";
  return {
    ...said,
    validTo: how.validTo,
    source: how.source.code,
    assertedBy: how.assertedBy,
    assertedByName: null,
    confidence: madeUp ? "SYNTHETIC" : (how.confidence ?? "REPORTED"),
    note: how.note?.trim() || fact.note,
  };
}

/** What is wrong with a confidence that was given for something of the graph. */
export function trustProblems(
  given: Confidence | null | undefined,
  { confidence }: { readonly confidence: Confidence },
): InputProblem[] {
  return given == null
    ? []
    : problemsOfTrust(given, confidence === "SYNTHETIC").map(({ reason, expected, field }) => ({
        path: ["input", field],
        given: JSON.stringify(given),
        expected,
        message: `input.${field}: ${reason}.`,
      }));
}

function believedFact(
  factId: string,
  { byId }: Found,
): { readonly fact?: Fact; readonly problems: readonly InputProblem[] } {
  const fact = byId.get(factId);
  const path = ["input", "factId"];
  if (!fact) {
    const expected = "the factId of a fact that the graph holds, as history of an organisation gives it";
    return { problems: [problemAt(path, factId, `the graph holds no fact ${factId}`, expected)] };
  }
  if (fact.retractedAt === null) return { fact, problems: [] };
  const found = `${factId} was retracted already, at ${fact.retractedAt}`;
  return { problems: [problemAt(path, factId, found, "a fact that the graph still believes")] };
}

function endProblems({ kind, validFrom, validTo }: Fact, end: IsoDate): InputProblem[] {
  const path = ["input", "validTo"];
  if (kind === "SUCCESSION") {
    const expected = "a fact of another kind: one that is wrong is retracted";
    return [problemAt(["input", "factId"], null, "a succession happens and does not end", expected)];
  }
  if (validFrom !== null && end < validFrom) {
    return [problemAt(path, end, `${end} lies before the fact's first day`, `${validFrom} or later`)];
  }
  if (validTo !== null && end >= validTo) {
    return [problemAt(path, end, `the fact ends on ${validTo} already`, `a day before ${validTo}`)];
  }
  return [];
}
