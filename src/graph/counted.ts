import { type Count, countIn, countsThatServe, holdingCount, isOfCount } from "../model/counts.ts";
import { addDays, type Instant, type IsoDate, openEnd, unknownStart } from "../model/dates.ts";
import { byFirstDay, commonDays } from "../model/days.ts";
import type { SaidDescription } from "./dated-description.ts";
import { allColumns, saysTheSame } from "./described.ts";
import { type LazyDescription, SaidOverTime } from "./said-over-time.ts";

/**
 * Counts of patients among the descriptions of a practice. A count has its own day and its own source, so descriptions
 * are taken without counts, and each is cut where another count begins to serve: the latest on or before a day, else the
 * first after it.
 */

/** A count with when it was said. */
export interface SaidCount extends Count {
  readonly knownFrom: Instant;
}

/** The descriptions without their counts, each whole where counts alone had cut it. */
export function withoutCounts(there: readonly SaidDescription[]): SaidDescription[] {
  const contents = contentsOf(there);
  return overTime(there, [], (live) => {
    const joined: Piece[] = [];
    for (const description of live) {
      const { validFrom, validTo } = description;
      const content = contents.get(description) ?? "";
      const before = joined.at(-1);
      const continues = before?.content === content && isNextDay(before.validTo, validFrom);
      if (continues) joined.pop();
      joined.push({
        ...{ description, content, count: null, validTo },
        ...(continues ? { validFrom: before.validFrom } : { validFrom }),
      });
    }
    return joined;
  });
}

/** The descriptions, each day with the count that serves for it. @param stated of one instant, the later said last */
export function withCounts(
  bare: readonly SaidDescription[],
  stated: readonly SaidCount[],
): SaidDescription[] {
  const said = stated.toSorted((a, b) =>
    a.knownFrom < b.knownFrom ? -1 : a.knownFrom > b.knownFrom ? 1 : 0,
  );
  const contents = contentsOf(bare);
  const instants = said.map(({ knownFrom }) => knownFrom);
  let serving = servingDays([]);
  let known = 0;
  return overTime(bare, instants, (live, at) => {
    const knownThen = said.filter(({ knownFrom }) => knownFrom <= at);
    // They are the first of them: as many are the same.
    if (knownThen.length > known) serving = servingDays(knownThen);
    known = knownThen.length;
    return live.flatMap((description) => cut(description, contents.get(description) ?? "", serving));
  });
}

/** What each says beside its count, in short: the same for those that say the same. */
function contentsOf(all: readonly SaidDescription[]): Map<SaidDescription, string> {
  const others: SaidDescription[] = [];
  const contents = new Map<SaidDescription, string>();
  for (const one of all) {
    const known = others.findIndex((other) =>
      saysTheSame(other.organisation, one.organisation, besideCounts),
    );
    contents.set(one, `${known < 0 ? others.push(one) - 1 : known}`);
  }
  return contents;
}

const besideCounts = allColumns.filter((column) => !isOfCount(column));

/**
 * What descriptions say of counts themselves: each from when it is first seen in them.
 * @param elsewhere counts that are kept elsewhere too, and are not told again
 */
export function countsIn(
  there: readonly SaidDescription[],
  elsewhere: readonly SaidCount[] = [],
): SaidCount[] {
  const counts = new Map(there.map((description) => [description, countIn(description.organisation)]));
  const seen = new Map<IsoDate | null, Count>();
  const found: SaidCount[] = [];
  for (const at of instantsOf(there)) {
    for (const description of liveAt(there, at)) {
      const count = counts.get(description);
      const before = count && seen.get(count.listSizeOn);
      if (!count || (before && isSameCount(before, count))) continue;
      seen.set(count.listSizeOn, count);
      const said = { ...count, knownFrom: at };
      if (!isStored(said, elsewhere)) found.push(said);
    }
  }
  return found;
}

const isSameCount = (a: Count, b: Count): boolean =>
  a.listSize === b.listSize &&
  a.listSizeOn === b.listSizeOn &&
  a.source === b.source &&
  a.confidence === b.confidence;

const textOf = ({ listSize, listSizeOn, source, confidence }: Count): string =>
  JSON.stringify([listSize, listSizeOn, source, confidence]);

/** Whether a count that descriptions hold is one of those that are kept. */
export const isStored = (count: SaidCount, stored: readonly SaidCount[]): boolean =>
  stored.some((one) => one.knownFrom <= count.knownFrom && isSameCount(one, count));

/** A description of some of its days with one count. */
interface Piece {
  readonly description: SaidDescription;
  readonly count: Count | null;
  /** The same for those that say the same, but for their days. */
  readonly content: string;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

/** A count with the days that it serves for, and its text. */
type Serving = Pick<Piece, "count" | "content" | "validFrom" | "validTo">;

const noCount: Serving = { count: null, content: "", validFrom: null, validTo: null };

/** The counts that serve for each day: the first for all before it, too. */
function servingDays(all: readonly Count[]): readonly Serving[] {
  const counts = countsThatServe(all);
  if (counts.length === 0) return [noCount];
  return counts.map((count, at) => {
    const next = counts[at + 1]?.listSizeOn;
    const validTo = next == null ? null : addDays(next, -1);
    return { count, content: textOf(count), validFrom: at === 0 ? null : count.listSizeOn, validTo };
  });
}

const cut = (description: SaidDescription, content: string, serving: readonly Serving[]): Piece[] =>
  serving.flatMap((of) => {
    const days = commonDays(description, of);
    return days ? [{ description, count: of.count, content: `${content} ${of.content}`, ...days }] : [];
  });

/** What is told at each instant, each for as long as it is told of the same days. */
function overTime(
  descriptions: readonly SaidDescription[],
  more: readonly Instant[],
  piecesAt: (live: readonly SaidDescription[], at: Instant) => readonly Piece[],
): SaidDescription[] {
  const over = new SaidOverTime();
  for (const at of instantsOf(descriptions, more))
    over.from(at, new Map(piecesAt(liveAt(descriptions, at), at).map(lazily)));
  return over.all;
}

const lazily = ({ description, count, content, validFrom, validTo }: Piece): [string, LazyDescription] => [
  `${validFrom} ${validTo} ${content}`,
  () => ({ organisation: holdingCount(description.organisation, count), validFrom, validTo }),
];

/** Each instant at which something else is told, from the first description on. */
function instantsOf(descriptions: readonly SaidDescription[], more: readonly Instant[] = []): Instant[] {
  const own = descriptions.flatMap(({ knownFrom, knownTo }) =>
    knownTo === null ? [knownFrom] : [knownFrom, knownTo],
  );
  const [first] = own.toSorted();
  return [...new Set([...own, ...more.filter((at) => first !== undefined && at > first)])].sort();
}

/** What is told at an instant, by its days; nothing of days that are told of otherwise by the one of the last days. */
function liveAt(descriptions: readonly SaidDescription[], at: Instant): SaidDescription[] {
  const live = descriptions.filter(
    ({ knownFrom, knownTo }) => knownFrom <= at && (knownTo === null || at < knownTo),
  );
  const last = live.find(({ validTo }) => validTo === null);
  return live
    .filter((one) => one === last || (one.validTo ?? openEnd) < (last?.validFrom ?? unknownStart))
    .sort(byFirstDay);
}

const isNextDay = (day: IsoDate | null, next: IsoDate | null): boolean =>
  day !== null && next !== null && Date.parse(next) - Date.parse(day) === 24 * 60 * 60 * 1000;
