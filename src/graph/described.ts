import { addDays, type Instant, type IsoDate } from "../model/dates.ts";
import { groupBy } from "../model/group-by.ts";
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
  const wanted = new Set(said);
  const byPlace = groupBy(said, placeOf);
  const changes: DescriptionChange[] = [];
  let presentUntil: Instant | null = null;
  for (const description of there) {
    const to = byPlace
      .get(placeOf(description))
      ?.find((one) => wanted.has(one) && saysTheSame(one.organisation, description.organisation));
    const until = to?.knownTo ?? null;
    const isUnchanged = to !== undefined && until === description.knownTo;
    const ends = to !== undefined && description.knownTo === null && until !== null;
    if (to && (isUnchanged || ends)) wanted.delete(to);
    if (isPresent(description)) presentUntil = ends ? until : null;
    else if (ends && until !== null) changes.push({ kind: "ended", description, until });
    else if (!isUnchanged) changes.push({ kind: "superseded", description });
  }
  const before = there.find(isPresent)?.organisation ?? null;
  const isNew = newNames(there.length === 0 ? said.filter(isPresent) : there);
  for (const description of wanted) {
    const isNewName = isNew(description);
    if (!isPresent(description)) changes.push({ kind: "former", description, isNewName });
    else if (there.length > 0)
      changes.push({ kind: "present", description, before, until: presentUntil, isNewName });
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

const placeOf = ({ knownFrom, validFrom, validTo }: SaidDescription): string =>
  `${knownFrom} ${validFrom} ${validTo}`;

/** All that it says of itself: the same text for those that say the same. What it does not say may be absent or null. */
const contentOf = (organisation: OrganisationRecord): string =>
  JSON.stringify(allColumns.map((column) => organisation[column] ?? null));

/**
 * Whether two say the same of themselves: a tenth of what it takes to compare their texts.
 * @param columns where not all are meant
 */
export const saysTheSame = (
  a: OrganisationRecord,
  b: OrganisationRecord,
  columns: readonly DescriptionColumn[] = allColumns,
): boolean => columns.every((column) => (a[column] ?? null) === (b[column] ?? null));

export const allColumns: readonly DescriptionColumn[] = descriptionFieldsOf(null).map(([name]) => name);
