import { addDays, type Instant, type IsoDate } from "../model/dates.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { searchTextOf } from "../model/search.ts";
import { descriptionFieldsOf } from "../vocabulary/derive.ts";
import type { DescriptionColumn } from "../vocabulary/description.ts";
import type { DatedDescription, DescriptionChange, SaidDescription } from "./dated-description.ts";
import { type LazyDescription, SaidOverTime } from "./said-over-time.ts";

/** How an organisation was described by editions of different days: from what each said to what is written. */

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
  const overTime = new SaidOverTime();
  let states: State[] = [];
  let saidBefore: string | undefined;
  for (const { record, day, knownFrom } of stated) {
    const before = states.at(-1);
    const isOther = !before || dated.some((field) => before[field] !== record[field]);
    if (day === null) states = [{ ...record, day }];
    else if (isOther) states.push({ ...record, day });
    const said = contentOf(record);
    // Most editions say of most what the one before them said.
    if (day !== null && !isOther && said === saidBefore) continue;
    saidBefore = said;
    overTime.from(knownFrom, new Map(describedOf(record, states)));
  }
  return overTime.all;
}

function describedOf(record: OrganisationRecord, states: readonly State[]): [string, LazyDescription][] {
  return states.map(({ day, ...state }, at) => {
    const next = states[at + 1]?.day;
    const own = Object.fromEntries(dated.map((field) => [field, state[field]]));
    const organisation = { ...record, ...own, describedOn: day };
    const days = { validFrom: at === 0 ? null : day, validTo: next == null ? null : addDays(next, -1) };
    return [
      `${days.validFrom} ${days.validTo} ${contentOf(organisation)}`,
      () => ({ organisation, ...days }),
    ];
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
  const wanted = new Map(said.map((description) => [placeOf(description), description]));
  const changes: DescriptionChange[] = [];
  let presentUntil: Instant | null = null;
  for (const description of there) {
    const to = wanted.get(placeOf(description));
    const until = to?.knownTo ?? null;
    const isUnchanged = to !== undefined && until === description.knownTo;
    const ends = to !== undefined && description.knownTo === null && until !== null;
    if (isUnchanged || ends) wanted.delete(placeOf(description));
    if (isPresent(description)) presentUntil = ends ? until : null;
    else if (ends && until !== null) changes.push({ kind: "ended", description, until });
    else if (!isUnchanged) changes.push({ kind: "superseded", description });
  }
  const isNew = newNames(there.length === 0 ? said.filter(isPresent) : there);
  for (const description of wanted.values()) {
    const isNewName = isNew(description);
    if (!isPresent(description)) changes.push({ kind: "former", description, isNewName });
    else if (there.length > 0) changes.push({ kind: "present", description, until: presentUntil, isNewName });
  }
  return changes;
}

/** Whether an organisation is not yet found by what a description calls it; most repeat a name, which is quickly told. */
function newNames(known: readonly SaidDescription[]): (description: SaidDescription) => boolean {
  const names = new Set(known.map(nameIn));
  let texts: Set<string> | undefined;
  return (description) => {
    if (names.has(nameIn(description))) return false;
    texts ??= new Set(known.map(({ organisation }) => searchTextOf(organisation)));
    return !texts.has(searchTextOf(description.organisation));
  };
}

const nameIn = ({ organisation: { name, postcode } }: SaidDescription): string => `${name} ${postcode}`;

const placeOf = ({ organisation, knownFrom, validFrom, validTo }: SaidDescription): string =>
  `${knownFrom} ${validFrom} ${validTo} ${contentOf(organisation)}`;

/**
 * All that it says of itself: the same text for those that say the same. What it does not say may be absent or null.
 * @param columns where not all are meant
 */
export const contentOf = (organisation: OrganisationRecord, columns = allColumns): string =>
  JSON.stringify(columns.map((column) => organisation[column] ?? null));

export const allColumns: readonly DescriptionColumn[] = descriptionFieldsOf(null).map(([name]) => name);
