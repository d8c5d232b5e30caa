import { countsIn, isStored, type SaidCount } from "../../graph/counted.ts";
import type { DatedDescription } from "../../graph/dated-description.ts";
import { contentOfRows } from "../../graph/statements/editions.ts";
import type { Code } from "../../model/code.ts";
import type { Count } from "../../model/counts.ts";
import { askedMatters, type Covers } from "../../model/coverage.ts";
import { addDays, addMonths, type Instant, type IsoDate } from "../../model/dates.ts";
import type { CountsEdition, StatedCount } from "../../model/editions.ts";
import { groupBy } from "../../model/group-by.ts";
import { type CountsByCode, countsByCode } from "../counts.ts";
import type { Publication } from "../ods/publication.ts";
import { ignored, rejected } from "../report/report.ts";
import type { RowOutcome } from "./ingest-rows.ts";

/** A count of patients as a row of a table states it. */
export interface RowCount extends Omit<Count, "listSizeOn"> {
  readonly practice: Code;
  readonly listSizeOn: IsoDate;
  /** When it was published; null where nobody says. */
  readonly published: Publication | null;
  /** From when it was known, where nobody says when it was published; null: from when it is imported. */
  readonly knownFrom: Instant | null;
}
type KnownCount = RowCount & { readonly knownFrom: Instant };

/** What the graph tells of a practice's patients. */
export interface DescribedCounts {
  /** The days of which it tells a count. */
  readonly days: ReadonlySet<IsoDate | null>;
  /** What it tells besides what is kept. */
  readonly plain: readonly SaidCount[];
}

/** The rule for counts that wait for their practice. */
export const notYetHere = "the graph does not hold the practice yet: kept until it comes";

/** The counts that the files of an import state. */
export class StatedCounts {
  readonly #stored: CountsByCode;
  readonly #editions: CountsEdition[];
  /** From when a count is known that corrects what its source said of the same day. */
  readonly #now: Instant;
  readonly #rows = new Map<string, RowCount>();
  #new: KnownCount[] = [];

  /** @param stored of earlier imports */
  constructor(stored: readonly CountsEdition[], now: Instant) {
    this.#editions = [...stored];
    this.#stored = countsByCode(stored);
    this.#now = now;
  }

  /**
   * Takes a count, to be kept as it was stated.
   * @param described by the graph; undefined where it does not hold the practice yet
   */
  take(row: RowCount, described: DescribedCounts | undefined): RowOutcome {
    const again = this.#again(row);
    if (again) return again;
    const stored = this.#stored.get(row.practice) ?? [];
    const own = stored.filter(
      ({ source, listSizeOn }) => source === row.source && listSizeOn === row.listSizeOn,
    );
    const knownFrom = this.#knownFrom(row, own, described?.plain ?? []);
    if (typeof knownFrom === "object") return knownFrom;
    if (knownFrom !== "said") this.#new.push({ ...row, knownFrom });
    if (!described) return ignored(notYetHere);
    if (knownFrom === "said") return { kind: "unchanged" };
    return { kind: described.days.has(row.listSizeOn) ? "changed" : "added" };
  }

  /** Whether all counts that the graph tells of a practice are kept: then there is nothing else to know of them. */
  areStored(practice: Code, described: readonly SaidCount[]): boolean {
    const stored = this.#stored.get(practice) ?? [];
    return described.every((count) => isStored(count, stored));
  }

  /** What the descriptions of a practice tell of its patients. */
  describedIn(practice: Code, there: readonly DatedDescription[]): DescribedCounts {
    return {
      days: new Set(countsIn(there).map(({ listSizeOn }) => listSizeOn)),
      plain: countsIn(there, this.#stored.get(practice)),
    };
  }

  #again(row: RowCount): RowOutcome | null {
    const { practice, source, listSizeOn, listSize } = row;
    const key = JSON.stringify([practice, source, listSizeOn]);
    const before = this.#rows.get(key);
    this.#rows.set(key, before ?? row);
    if (!before) return null;
    return before.listSize === listSize
      ? ignored("same as an earlier row")
      : rejected(
          "listSize",
          `an earlier row says ${before.listSize} of ${practice} on ${listSizeOn}: expected it once`,
        );
  }

  /**
   * From when it is known; "said" where it is kept already.
   * @param own what is kept of its source and day
   * @param plain what the graph says besides
   */
  #knownFrom(
    row: RowCount,
    own: readonly SaidCount[],
    plain: readonly SaidCount[],
  ): Instant | "said" | RowOutcome {
    const { published, listSize, confidence } = row;
    const isSame = (count: Count) => count.listSize === listSize && count.confidence === confidence;
    const at = published?.knownFrom ?? row.knownFrom ?? this.#now;
    const ofThen = own.filter(({ knownFrom }) => knownFrom === at);
    if (ofThen.some(isSame)) return "said";
    if (published) return ofThen[0] ? rejected("listSize", otherOfThen(row, ofThen[0])) : at;
    const latest = own.toSorted((a, b) => (a.knownFrom < b.knownFrom ? -1 : 1)).at(-1);
    if (latest && (ofThen.length > 0 || row.knownFrom === null)) return isSame(latest) ? "said" : this.#now;
    const described = plain.findLast(({ listSizeOn }) => listSizeOn === row.listSizeOn);
    return described && !isSame(described) && described.knownFrom > at ? this.#now : at;
  }

  /**
   * What was new since the last call, as editions to keep.
   * @param file SHA-256 of the file that states it
   * @param months for how many months it counts; undefined: for its days alone
   */
  editions(file: string, months?: number): CountsEdition[] {
    const groups = groupBy(this.#new, ({ source, knownFrom }) => JSON.stringify([source, knownFrom]));
    this.#new = [];
    const editions = [...groups.values()].flatMap(([first, ...rows]) =>
      first ? [editionOf(first, rows, file, months)] : [],
    );
    this.#editions.push(...editions);
    return editions;
  }

  /** All that are kept, with those of this import. */
  get all(): CountsByCode {
    return countsByCode(this.#editions);
  }
}

function editionOf(
  first: KnownCount,
  others: readonly KnownCount[],
  file: string,
  months: number | undefined,
): CountsEdition {
  const rows = [first, ...others].map(({ practice, listSizeOn, listSize, confidence }) => ({
    ...{ practice, listSizeOn, listSize, confidence },
  }));
  return {
    source: first.source,
    knownFrom: first.knownFrom,
    published: first.published?.published ?? first.knownFrom.slice(0, 10),
    covers: coveredBy(rows, months),
    ...{ partial: true, unclear: [], file, content: contentOfRows(rows), rows },
  };
}

/** The days on which practices were counted, each with the months that the count is for. */
function coveredBy(rows: readonly StatedCount[], months: number | undefined): Covers[] {
  const days = [...new Set(rows.map(({ listSizeOn }) => listSizeOn))].sort();
  return days.map((from) => ({
    ...askedMatters.patients,
    ...{ from, to: months === undefined ? from : addDays(addMonths(from, months), -1) },
  }));
}

const otherOfThen = ({ published, source }: RowCount, { listSize, listSizeOn }: SaidCount): string =>
  `${source} says ${listSize} on ${listSizeOn}, published at the same time (${published?.published}): expected --published with when this was`;
