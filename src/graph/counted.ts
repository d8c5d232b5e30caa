import { type Count, countIn, countsThatServe, holdingCount } from "../model/counts.ts";
import { addDays, type Instant, type IsoDate, openEnd, unknownStart } from "../model/dates.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { type SaidDescription, statedFieldsOf } from "./described.ts";

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
  const bare = there.map(({ organisation, knownFrom, knownTo, validFrom, validTo }) => ({
    organisation: holdingCount(organisation, null),
    ...{ knownFrom, knownTo, validFrom, validTo },
  }));
  const contents = new Map(bare.map((told) => [told, contentOf(told.organisation)]));
  return overTime(bare, [], (live) => {
    const joined: Piece[] = [];
    for (const told of live) {
      const before = joined.at(-1);
      const content = contents.get(told) ?? "";
      if (before?.content === content && isNextDay(before.told.validTo, told.validFrom)) {
        joined.pop();
        joined.push({ content, told: { ...before.told, validTo: told.validTo } });
      } else joined.push({ content, told });
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
  const contents = new Map(bare.map((told) => [told, contentOf(holdingCount(told.organisation, null))]));
  const instants = said.map(({ knownFrom }) => knownFrom);
  return overTime(bare, instants, (live, at) => {
    const counts = countsThatServe(said.filter(({ knownFrom }) => knownFrom <= at));
    return live.flatMap((told) => cut(told, contents.get(told) ?? "", counts));
  });
}

/**
 * What descriptions say of counts themselves: each from when it is first seen in them.
 * @param elsewhere counts that are kept elsewhere too, and are not told again
 */
export function countsIn(
  there: readonly SaidDescription[],
  elsewhere: readonly SaidCount[] = [],
): SaidCount[] {
  const seen = new Map<IsoDate | null, string>();
  const found: SaidCount[] = [];
  for (const at of instantsOf(there)) {
    for (const { organisation } of liveAt(there, at)) {
      const count = countIn(organisation);
      if (!count || seen.get(count.listSizeOn) === textOf(count)) continue;
      seen.set(count.listSizeOn, textOf(count));
      if (!elsewhere.some((one) => one.knownFrom <= at && textOf(one) === textOf(count)))
        found.push({ ...count, knownFrom: at });
    }
  }
  return found;
}

const textOf = ({ listSize, listSizeOn, source, confidence }: Count): string =>
  JSON.stringify([listSize, listSizeOn, source, confidence]);

interface Piece {
  readonly told: SaidDescription;
  /** The same for those that say the same, but for their days. */
  readonly content: string;
}

function cut(told: SaidDescription, content: string, counts: readonly Count[]): Piece[] {
  if (counts.length === 0) {
    return [{ told: { ...told, organisation: holdingCount(told.organisation, null) }, content }];
  }
  return counts.flatMap((count, at) => {
    const next = counts[at + 1]?.listSizeOn;
    const from = at === 0 ? null : count.listSizeOn;
    const validFrom = (from ?? unknownStart) > (told.validFrom ?? unknownStart) ? from : told.validFrom;
    const last = next == null ? null : addDays(next, -1);
    const validTo = (last ?? openEnd) < (told.validTo ?? openEnd) ? last : told.validTo;
    if ((validFrom ?? unknownStart) > (validTo ?? openEnd)) return [];
    const organisation = holdingCount(told.organisation, count);
    return [{ told: { ...told, organisation, validFrom, validTo }, content: `${content} ${textOf(count)}` }];
  });
}

interface Run {
  readonly told: SaidDescription;
  knownTo: Instant | null;
}

/** What is told at each instant, each for as long as it is told of the same days. */
function overTime(
  told: readonly SaidDescription[],
  more: readonly Instant[],
  piecesAt: (live: readonly SaidDescription[], at: Instant) => readonly Piece[],
): SaidDescription[] {
  const instants = instantsOf(told, more);
  const open = new Map<string, Run>();
  const found: Run[] = [];
  for (const at of instants) {
    const pieces = new Map(
      piecesAt(liveAt(told, at), at).map(({ told, content }) => [
        JSON.stringify([told.validFrom, told.validTo, content]),
        told,
      ]),
    );
    for (const [key, run] of open) {
      if (pieces.has(key)) continue;
      run.knownTo = at;
      open.delete(key);
    }
    for (const [key, told] of pieces) {
      if (open.has(key)) continue;
      const run: Run = { told: { ...told, knownFrom: at }, knownTo: null };
      open.set(key, run);
      found.push(run);
    }
  }
  return found.map(({ told, knownTo }) => ({ ...told, knownTo }));
}

/** Each instant at which something else is told, from the first description on. */
function instantsOf(told: readonly SaidDescription[], more: readonly Instant[] = []): Instant[] {
  const own = told.flatMap(({ knownFrom, knownTo }) =>
    knownTo === null ? [knownFrom] : [knownFrom, knownTo],
  );
  const [first] = own.toSorted();
  return [...new Set([...own, ...more.filter((at) => first !== undefined && at > first)])].sort();
}

/** What is told at an instant, by its days; nothing of days that are told of otherwise by the one of the last days. */
function liveAt(told: readonly SaidDescription[], at: Instant): SaidDescription[] {
  const live = told.filter(({ knownFrom, knownTo }) => knownFrom <= at && (knownTo === null || at < knownTo));
  const last = live.find(({ validTo }) => validTo === null);
  return live
    .filter((one) => one === last || (one.validTo ?? openEnd) < (last?.validFrom ?? unknownStart))
    .sort((a, b) => ((a.validFrom ?? unknownStart) < (b.validFrom ?? unknownStart) ? -1 : 1));
}

const isNextDay = (day: IsoDate | null, next: IsoDate | null): boolean =>
  day !== null && next !== null && addDays(day, 1) === next;

const contentOf = (organisation: OrganisationRecord): string => JSON.stringify(statedFieldsOf(organisation));
