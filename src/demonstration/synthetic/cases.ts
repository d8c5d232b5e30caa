import { factIdOf } from "../../graph/recorder.ts";
import { addDays, type Instant, type IsoDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import { type Correction, lastDay, type SeedFact } from "../seed.ts";
import type { Consortium } from "./consortia.ts";
import { homeOf } from "./histories.ts";
import type { Practice } from "./practices.ts";
import { membershipFact, outsideFacts } from "./spells.ts";

const march = "2011-03-01" as IsoDate;

/** A practice in two consortia at once from January to June 2011: a contradiction to find. */
export function inTwoConsortia(practice: Practice, consortia: readonly Consortium[]): NewFact[] {
  const home = homeOf(practice);
  const other = consortia.find(
    (each) => each !== home && each.areas[0] === practice.area && each.closed === lastDay,
  );
  if (!other) throw new Error(`${practice.code} has one consortium only to be in`);
  const note = "made to contradict another membership";
  return [
    membershipFact(practice, home.code, home.opened, lastDay),
    membershipFact(practice, other.code, "2011-01-01" as IsoDate, "2011-06-30" as IsoDate, note),
  ];
}

/** A practice that is a member and said to be outside from March to September 2011: a contradiction to find. */
export function memberAndOutside(practice: Practice): NewFact[] {
  const home = homeOf(practice);
  const note = "made to contradict a membership";
  return [
    membershipFact(practice, home.code, home.opened, lastDay),
    ...outsideFacts(practice, "NOT_STATED", march, "2011-09-30" as IsoDate, note),
  ];
}

const believedOutside = "2011-03-15T09:00:00.000Z" as Instant;
const foundOut = "2011-04-20T09:00:00.000Z" as Instant;

/** Practices believed from 15 March to 20 April 2011 to be outside, until their membership since 1 March was learned. */
export function correctedPractices(practices: readonly Practice[]): {
  first: readonly SeedFact[];
  correction: Correction;
} {
  const note = "recorded in error: the practice had joined a consortium";
  const first = practices
    .flatMap((practice) => outsideFacts(practice, "UNDECIDED", march, lastDay, note))
    .map((fact) => ({ ...fact, recordedAt: believedOutside }));
  const facts = practices.map((practice) =>
    membershipFact(
      practice,
      homeOf(practice).code,
      march,
      lastDay,
      `corrects a record of ${addDays(march, 14)}`,
    ),
  );
  const retracted = first.map(({ recordedAt, ...fact }) => ({
    ...fact,
    factId: factIdOf(fact, recordedAt),
    recordedAt,
    retractedAt: null,
  }));
  return { first, correction: { recordedAt: foundOut, retracted, facts } };
}
