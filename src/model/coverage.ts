import { type Clocks, type Instant, type IsoDate, isDateMonthOrYear, isSameView } from "./dates.ts";
import { groupBy } from "./group-by.ts";
import { type OrganisationKind, organisationKinds } from "./kinds.ts";

/** What a source may cover: kinds of fact, descriptions, and counts of patients. */
export const coveredMatters = [
  "MEMBERSHIP",
  "OUTSIDE",
  "DELEGATION",
  "SUPPORT",
  "SUCCESSION",
  "REPORT",
  "BUDGET",
  "DESCRIPTION",
  "PATIENTS",
] as const;
export type CoveredMatter = (typeof coveredMatters)[number];

/** That a source tells all there is to tell of something, from one day to another. */
export interface Covers {
  readonly matter: CoveredMatter;
  /** Of which organisations; of a membership, those that are members. */
  readonly organisations: OrganisationKind;
  /** Of memberships and statements of being outside: in which groups; null for any. */
  readonly groups: OrganisationKind | null;
  /** Days that it tells of; null: without bound. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** The same, with who says it, and at which clocks that counts. */
export interface Coverage extends Covers {
  readonly source: string;
  readonly knownFrom: Instant | null;
  readonly addedIn: number;
}

const form = new RegExp(
  `^(${coveredMatters.join("|")}) of (${organisationKinds.join("|")})(?: in (${organisationKinds.join("|")}))? (\\.\\.|\\d{4}-\\d\\d-\\d\\d)/(\\.\\.|\\d{4}-\\d\\d-\\d\\d)$`,
);

/**
 * Coverage as a source states it in one text, such as "MEMBERSHIP of PRACTICE in CONSORTIUM 2013-04-01/..": two days of
 * ISO 8601, ".." where it has no bound.
 * @returns null where it is none
 */
export function readCovers(text: string): Covers | null {
  const [, matter, organisations, groups = null, first = "", last = ""] = form.exec(text.trim()) ?? [];
  if (matter === undefined) return null;
  const [from, to] = [first, last].map((day) => (day === ".." ? null : day));
  if ([from, to].some((day) => day != null && !isDateMonthOrYear(day))) return null;
  if (from != null && to != null && to < from) return null;
  return { matter, organisations, groups, from: from ?? null, to: to ?? null } as Covers;
}

/** Whether what a source covers counts at the clocks. */
export const countsAt =
  ({ knownAt, atRevision }: Pick<Clocks, "knownAt" | "atRevision">) =>
  ({ knownFrom, addedIn }: Coverage): boolean =>
    addedIn <= atRevision && (knownFrom === null || knownFrom <= knownAt);

/** Whether a source covers something, on whatever days. */
export const isAbout =
  (asked: Pick<Covers, "matter" | "organisations" | "groups">) =>
  ({ matter, organisations, groups }: Covers): boolean =>
    matter === asked.matter &&
    organisations === asked.organisations &&
    (groups === null || groups === asked.groups);

/**
 * Whether the sources tell of something on a day. Where none states what it covers of that, nobody knows, and it is taken
 * for covered.
 */
export function covered(
  stated: readonly Covers[],
  asked: Pick<Covers, "matter" | "organisations" | "groups">,
  asOf: IsoDate,
): boolean {
  const about = stated.filter(isAbout(asked));
  const holds = ({ from, to }: Covers) => (from === null || from <= asOf) && (to === null || asOf <= to);
  return about.length === 0 || about.some(holds);
}

/** What answers may go beyond: what a practice's standing rests on, and counts of patients. */
export const askedMatters = {
  standings: { matter: "MEMBERSHIP", organisations: "PRACTICE", groups: "CONSORTIUM" },
  patients: { matter: "PATIENTS", organisations: "PRACTICE", groups: null },
} as const;
export type AskedMatter = keyof typeof askedMatters;

/** A day of which a question asked for something that no source tells of, as it was known at its clocks. */
interface DayBeyond {
  readonly asked: AskedMatter;
  readonly clocks: Clocks;
}

/** The days of which a question asked for something that no source tells of. */
export class DaysBeyond {
  readonly #days = new Map<string, DayBeyond>();
  /** The rows of a list all tell of one. */
  #last: DayBeyond | undefined;

  add(asked: AskedMatter, clocks: Clocks): void {
    if (this.#last?.asked === asked && isSameView(this.#last.clocks, clocks)) return;
    this.#last = { asked, clocks };
    const { asOf, knownAt, atRevision } = clocks;
    this.#days.set(`${asOf} ${asked} ${knownAt} ${atRevision}`, { asked, clocks });
  }

  addAll(others: DaysBeyond): void {
    for (const [key, day] of others.#days) this.#days.set(key, day);
  }

  /** In the order of days, each once, with what is covered at the clocks at which it was asked for. */
  among(coverage: readonly Coverage[]) {
    const byDay = groupBy(this.#days.values(), ({ asked, clocks }) => `${clocks.asOf} ${asked}`);
    const inOrder = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
    return inOrder.flatMap(([, days]) =>
      days.slice(0, 1).map(({ asked, clocks: { asOf } }) => ({
        ...{ asked, asOf },
        known: coverage.filter((of) => days.some(({ clocks }) => countsAt(clocks)(of))),
      })),
    );
  }
}
