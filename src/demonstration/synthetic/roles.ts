import type { Code } from "../../model/code.ts";
import { lastDay } from "../seed.ts";
import { cambridgeshire, trafford } from "./areas.ts";
import { choosePatients, choosePractices, patientsOfPractices } from "./choose.ts";
import type { Practice } from "./practices.ts";
import { randomFor } from "./random.ts";

/** What each practice is on the reference date, and the few with a history of their own. */
export interface Roles {
  readonly outside: readonly Practice[];
  readonly unclear: readonly Practice[];
  readonly members: readonly Practice[];
  /** Members of the two real consortia of Cambridgeshire. */
  readonly huntsHealth: readonly Practice[];
  readonly borderline: readonly Practice[];
  /** Members believed for a while to be outside. */
  readonly corrected: readonly Practice[];
  readonly inTwoConsortia: readonly Practice[];
  readonly memberAndOutside: readonly Practice[];
}

/** A1: about 260 practices with 1.4 million patients are in no consortium; of another 4.5 million it is unclear. */
const outsidePractices = 260;
const outsidePatients = 1_400_000;
const unclearPatients = 4_500_000;

/** @param reporting the PCTs that reported: less is known of the practices of the others */
export function rolesOf(practices: readonly Practice[], reporting: ReadonlySet<Code>): Roles {
  const random = randomFor("roles");
  const inCambridgeshire = practices.filter(({ area }) => area.pct === cambridgeshire);
  const [huntsHealth, borderline] = [inCambridgeshire.slice(0, 10), inCambridgeshire.slice(10, 14)];
  const unclearThere = inCambridgeshire.slice(14);

  const decided = new Set<Code>([cambridgeshire, trafford]);
  const free = practices.filter(({ area }) => !decided.has(area.pct));
  const outside = choosePractices(free, outsidePractices, outsidePatients, random);
  const maybe = without(free, outside).filter(({ area }) =>
    random.chance(reporting.has(area.pct) ? 0.25 : 1),
  );
  const unclearElsewhere = choosePatients(maybe, unclearPatients - patientsOfPractices(unclearThere), random);
  const members = without(practices, [...outside, ...unclearElsewhere, ...inCambridgeshire]);
  const special = random
    .shuffled(members.filter(({ area, home }) => area.patients > 300_000 && home?.closed === lastDay))
    .slice(0, 17);
  return {
    outside,
    unclear: [...unclearThere, ...unclearElsewhere],
    members: without(members, special),
    huntsHealth,
    borderline,
    corrected: special.slice(0, 12),
    inTwoConsortia: special.slice(12, 15),
    memberAndOutside: special.slice(15),
  };
}

function without(practices: readonly Practice[], taken: readonly Practice[]): Practice[] {
  const set = new Set(taken);
  return practices.filter((practice) => !set.has(practice));
}
