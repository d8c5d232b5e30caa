import type { Description } from "../vocabulary/description.ts";
import type { IsoDate } from "./dates.ts";
import type { Confidence } from "./kinds.ts";

/** How many patients a practice had, with the day on which they were counted and who counted them. */
export interface Count {
  readonly listSize: number;
  /** Null where nobody said when: it counts where no day is known of any other. */
  readonly listSizeOn: IsoDate | null;
  readonly source: string;
  readonly confidence: Confidence;
}

type Stated = Pick<Description, "source" | "confidence" | CountField>;
const countFields = ["listSize", "listSizeOn", "listSizeSource", "listSizeConfidence"] as const;
type CountField = (typeof countFields)[number];

/** Whether a field of a description is of its count. */
export const isOfCount = (name: string): boolean => countFields.some((field) => field === name);

/** The count that a description holds. */
export const countIn = (said: Stated): Count | null =>
  said.listSize === null
    ? null
    : {
        listSize: said.listSize,
        listSizeOn: said.listSizeOn,
        source: said.listSizeSource ?? said.source,
        confidence: said.listSizeConfidence ?? said.confidence,
      };

/** A description with a count, or with none: who counted is told where it is not who describes the rest. */
export const holdingCount = <D extends Stated>(description: D, count: Count | null): D => ({
  ...description,
  listSize: count?.listSize ?? null,
  listSizeOn: count?.listSizeOn ?? null,
  listSizeSource: count && count.source !== description.source ? count.source : null,
  listSizeConfidence: count && count.confidence !== description.confidence ? count.confidence : null,
});

/** The counts that serve, the earliest first: those of a day, else the one of none. @param all the later said last */
export function countsThatServe(all: readonly Count[]): Count[] {
  const byDay = new Map(all.map((count) => [count.listSizeOn, count]));
  if (byDay.size > 1) byDay.delete(null);
  return [...byDay.values()].sort((a, b) => ((a.listSizeOn ?? "") < (b.listSizeOn ?? "") ? -1 : 1));
}
