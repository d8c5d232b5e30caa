import { addDays, type Instant, type IsoDate } from "../model/dates.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { searchTextOf } from "../model/search.ts";
import { compareText } from "../model/trust.ts";
import type { DatedDescription, DescriptionChange } from "./dated-description.ts";

/** How an organisation was described by editions of different days: from what each said to what is written. */

export type SaidDescription = Pick<
  DatedDescription,
  "organisation" | "knownFrom" | "knownTo" | "validFrom" | "validTo"
>;

/** What one edition said. */
export interface StatedDescription {
  readonly knownFrom: Instant;
  /** From which day it says so; null where it is no edition's: it holds for all days, and takes the place of all before. */
  readonly day: IsoDate | null;
  readonly record: OrganisationRecord;
}

/** What holds of a body from the day of the edition that shows it; the rest is of the whole of its life. */
const dated = ["name", "postcode", "odsSubType"] as const;
type State = Pick<OrganisationRecord, (typeof dated)[number]> & { readonly day: IsoDate | null };

/**
 * How it was described: by which editions, and of which days. Its name, postcode and sub-type are those of the last
 * edition on or before a day, else of the first; the days on which it opened and closed are those of the latest edition
 * that was known.
 * @param stated in the order of publication
 */
export function saidOver(stated: readonly StatedDescription[]): SaidDescription[] {
  let states: State[] = [];
  const found = new Map<string, SaidDescription & { last: number }>();
  for (const [at, { record, day, knownFrom }] of stated.entries()) {
    const before = states.at(-1);
    const isOther = !before || dated.some((field) => before[field] !== record[field]);
    if (day === null) states = [{ ...record, day }];
    else if (isOther) states.push({ ...record, day });
    for (const described of describedOf(record, states)) {
      const key = JSON.stringify([described.organisation, described.validFrom, described.validTo]);
      const known = found.get(key);
      if (known?.last === at - 1) {
        known.last = at;
        continue;
      }
      if (known) found.set(`${key} until ${known.last}`, known);
      found.set(key, { ...described, knownFrom, knownTo: null, last: at });
    }
  }
  return [...found.values()].map(({ last, ...described }) => ({
    ...described,
    knownTo: stated[last + 1]?.knownFrom ?? null,
  }));
}

function describedOf(record: OrganisationRecord, states: readonly State[]) {
  return states.map(({ day, ...state }, at) => {
    const next = states[at + 1]?.day;
    const own = Object.fromEntries(dated.map((field) => [field, state[field]]));
    return {
      organisation: { ...record, ...own, describedOn: day },
      validFrom: at === 0 ? null : day,
      validTo: next == null ? null : addDays(next, -1),
    };
  });
}

/** What the descriptions that count now were stated by: at each instant, the one that went on. */
export const statedIn = (there: readonly SaidDescription[]): StatedDescription[] =>
  there
    .filter(({ validTo }) => validTo === null)
    .map(({ knownFrom, organisation }) => ({
      knownFrom,
      day: organisation.describedOn ?? null,
      record: organisation,
    }));

export const isPresent = ({ knownTo, validTo }: SaidDescription): boolean =>
  knownTo === null && validTo === null;

/** What to write so that what is there becomes what is said. */
export function differenceOf(
  said: readonly SaidDescription[],
  there: readonly DatedDescription[],
): DescriptionChange[] {
  const wanted = new Map(said.map((told) => [placeOf(told), told]));
  const changes: DescriptionChange[] = [];
  let presentUntil: Instant | null = null;
  for (const told of there) {
    const to = wanted.get(placeOf(told));
    const until = to?.knownTo ?? null;
    const kept = to !== undefined && until === told.knownTo;
    const ends = to !== undefined && told.knownTo === null && until !== null;
    if (kept || ends) wanted.delete(placeOf(told));
    if (isPresent(told)) presentUntil = ends ? until : null;
    else if (ends && until !== null) changes.push({ kind: "ended", told, until });
    else if (!kept) changes.push({ kind: "superseded", told });
  }
  const foundBy = new Set((there.length === 0 ? said.filter(isPresent) : there).map(searchTextIn));
  for (const told of wanted.values()) {
    const isNewName = !foundBy.has(searchTextIn(told));
    if (!isPresent(told)) changes.push({ kind: "former", told, isNewName });
    else if (there.length > 0) changes.push({ kind: "present", told, until: presentUntil, isNewName });
  }
  return changes;
}

const searchTextIn = ({ organisation }: SaidDescription): string => searchTextOf(organisation);

const placeOf = ({ organisation, knownFrom, validFrom, validTo }: SaidDescription): string =>
  JSON.stringify([statedFieldsOf(organisation), knownFrom, validFrom, validTo]);

/** All that it says, in one order: what it does not say may be absent or null. */
export const statedFieldsOf = (organisation: OrganisationRecord): [string, unknown][] =>
  Object.entries(organisation)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort(([a], [b]) => compareText(a, b));
