import { addDays, type IsoDate, parseDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import type { OutsideReason } from "../../model/kinds.ts";
import { lastDay } from "../seed.ts";
import type { Consortium } from "./consortia.ts";
import type { Practice } from "./practices.ts";
import type { Random } from "./random.ts";
import { membershipFact, outsideFacts } from "./spells.ts";

/** Days on which practices joined up to the reference date. */
const joiningDays = [
  "2010-10-01",
  "2010-11-01",
  "2010-12-01",
  "2011-01-01",
  "2011-02-01",
  "2011-03-01",
  "2011-04-01",
].map(parseDate);

/** What a history is told with: the consortia a practice could go to, and chance. */
export interface HistoryInputs {
  readonly consortia: readonly Consortium[];
  readonly random: Random;
}

/** A member on the reference date: joined by then, perhaps from another consortium, and some move or leave later. */
export function memberHistory(practice: Practice, inputs: HistoryInputs): NewFact[] {
  const { random } = inputs;
  const home = homeOf(practice);
  const joined = random.pick(joiningDays.filter((day) => day >= home.opened));
  const before = elsewhere(practice, home, home.opened, joined, inputs);
  const earlierSpell =
    before && joined > before.opened && random.chance(0.04)
      ? [membershipFact(practice, before.code, before.opened, addDays(joined, -1))]
      : [];
  return [...earlierSpell, ...membershipUntilMove(practice, home, joined, inputs)];
}

function membershipUntilMove(
  practice: Practice,
  home: Consortium,
  joined: IsoDate,
  inputs: HistoryInputs,
): NewFact[] {
  const moves = home.closed < lastDay || inputs.random.chance(0.05);
  if (!moves) return [membershipFact(practice, home.code, joined, lastDay)];
  const last = home.closed < lastDay ? home.closed : laterDay(inputs.random);
  const stay = membershipFact(practice, home.code, joined, last);
  const next = addDays(last, 1);
  const other = elsewhere(practice, home, next, lastDay, inputs);
  if (other && inputs.random.chance(0.6)) {
    return [stay, membershipFact(practice, other.code, next, other.closed)];
  }
  const reason = home.closed < lastDay ? "CONSORTIUM_CLOSED" : "LEFT";
  return [stay, ...outsideFacts(practice, reason, next, lastDay)];
}

/** Outside on the reference date; half of them join later. */
export function outsideHistory(
  practice: Practice,
  reason: OutsideReason,
  closed: Consortium | undefined,
  inputs: HistoryInputs,
): NewFact[] {
  const { random } = inputs;
  const home = homeOf(practice);
  const left = reason === "LEFT" ? home : reason === "CONSORTIUM_CLOSED" ? closed : undefined;
  const since = left ? ("2011-03-01" as IsoDate) : random.pick(joiningDays);
  const before = left ? [membershipFact(practice, left.code, left.opened, addDays(since, -1))] : [];
  const until = random.chance(0.5) ? laterDay(random) : lastDay;
  const after = until < lastDay ? joining(practice, home, addDays(until, 1)) : [];
  const end = after.length > 0 ? until : lastDay;
  return [...before, ...outsideFacts(practice, reason, since, end), ...after];
}

/** Nothing known on the reference date; most join later, and some say that they will not. */
export function unclearHistory(practice: Practice, { random }: HistoryInputs): NewFact[] {
  if (practice.home === null || random.chance(0.1)) return [];
  const since = addDays(laterDay(random), 1);
  if (random.chance(0.05)) return outsideFacts(practice, "CHOSE_INDEPENDENCE", since, lastDay);
  return joining(practice, practice.home, since);
}

function joining(practice: Practice, home: Consortium, day: IsoDate): NewFact[] {
  return day <= home.closed ? [membershipFact(practice, home.code, day, home.closed)] : [];
}

/** Another consortium of the practice's PCT that exists between two days. */
function elsewhere(
  practice: Practice,
  home: Consortium,
  from: IsoDate,
  to: IsoDate,
  { consortia, random }: HistoryInputs,
): Consortium | undefined {
  const open = consortia.filter(
    (other) =>
      other !== home && other.areas.includes(practice.area) && other.opened <= from && to <= other.closed,
  );
  return open.length === 0 ? undefined : random.pick(open);
}

/** The last day of a month after the reference date: April 2011 to August 2012. */
function laterDay(random: Random): IsoDate {
  const someDay = addDays("2011-05-01" as IsoDate, random.integer(0, 510));
  return addDays(`${someDay.slice(0, 7)}-01` as IsoDate, -1);
}

export function homeOf(practice: Practice): Consortium {
  if (practice.home === null) throw new Error(`${practice.code} has no consortium to join`);
  return practice.home;
}
