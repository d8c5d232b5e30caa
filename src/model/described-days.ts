import { addDays, type IsoDate, openEnd, unknownStart } from "./dates.ts";
import type { Confidence } from "./kinds.ts";
import type { Lifetime } from "./organisation.ts";

/** What an organisation was called and where it was, over some days. */
export interface DescribedDays {
  readonly name: string;
  readonly postcode: string | null;
  /** Null: nobody says since when. */
  readonly validFrom: IsoDate | null;
  /** Null: until today, as far as is known. */
  readonly validTo: IsoDate | null;
  /** The day of the edition that first shows it so; null: of no edition. */
  readonly describedOn: IsoDate | null;
  readonly source: string;
  readonly confidence: Confidence;
}

const said = ["name", "postcode", "source", "confidence"] as const;

/** Within the days on which it existed, the earliest first; what follows another and says the same is one with it. */
export function descriptionsWithin(
  descriptions: readonly DescribedDays[],
  { opened, closed }: Lifetime,
): DescribedDays[] {
  const inOrder = descriptions
    .map((described) => ({
      ...described,
      validFrom: laterOf(described.validFrom, opened),
      validTo: earlierOf(described.validTo, closed),
    }))
    .filter(({ validFrom, validTo }) => (validFrom ?? unknownStart) <= (validTo ?? openEnd))
    .sort((a, b) => ((a.validFrom ?? unknownStart) < (b.validFrom ?? unknownStart) ? -1 : 1));
  const found: DescribedDays[] = [];
  for (const described of inOrder) {
    const before = found.at(-1);
    const goesOn =
      before?.validTo != null &&
      addDays(before.validTo, 1) === described.validFrom &&
      said.every((field) => before[field] === described[field]);
    if (goesOn) found[found.length - 1] = { ...before, validTo: described.validTo };
    else found.push(described);
  }
  return found;
}

const laterOf = (a: IsoDate | null, b: IsoDate | null): IsoDate | null =>
  a === null || (b !== null && a < b) ? b : a;

const earlierOf = (a: IsoDate | null, b: IsoDate | null): IsoDate | null =>
  a === null || (b !== null && b < a) ? b : a;
