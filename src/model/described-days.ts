import { addDays, type IsoDate, unknownStart } from "./dates.ts";
import { byFirstDay, commonDays, type Days } from "./days.ts";
import type { Confidence } from "./kinds.ts";
import type { Lifetime } from "./organisation.ts";

/** What an organisation was called and where it was, over some days. */
export interface DescribedDays extends Days {
  readonly name: string;
  readonly postcode: string | null;
  /** The day of the edition that first shows it so; null: of no edition. */
  readonly describedOn: IsoDate | null;
  readonly source: string;
  readonly confidence: Confidence;
}

/**
 * What serves on each day on which the organisation existed, the earliest first. From its first day on the last description
 * serves, whatever others say of those days; what follows another and says the same is one with it.
 */
export function descriptionsWithin(
  descriptions: readonly DescribedDays[],
  { opened, closed }: Lifetime,
): DescribedDays[] {
  const last = descriptions.find(({ validTo }) => validTo === null);
  const life = { validFrom: opened, validTo: closed };
  const serving = descriptions.flatMap((described) => {
    const days = described === last || !last ? described : commonDays(described, daysBefore(last));
    const lived = days && commonDays(days, life);
    return lived ? [{ ...described, ...lived }] : [];
  });
  return serving.sort(byFirstDay).reduce(joined, []);
}

/** Until the day before others begin; no day where nobody says since when those hold. */
const daysBefore = ({ validFrom }: Days): Days => ({
  validFrom: null,
  validTo: addDays(validFrom ?? unknownStart, -1),
});

const said = ["name", "postcode", "source", "confidence"] as const;

function joined(all: DescribedDays[], next: DescribedDays): DescribedDays[] {
  const before = all.at(-1);
  const goesOn =
    before?.validTo != null &&
    addDays(before.validTo, 1) === next.validFrom &&
    said.every((field) => before[field] === next[field]);
  return goesOn ? [...all.slice(0, -1), { ...before, validTo: next.validTo }] : [...all, next];
}

/**
 * The days on which an organisation had a name, one spell where only its postcode or its source changed meanwhile: of
 * several spells the last that began by a day, else the first after it.
 * @param described the earliest first
 * @returns null where it never had it
 */
export function spellOfName(described: readonly DescribedDays[], name: string, day: IsoDate): Days | null {
  const spells: Days[] = [];
  let before: DescribedDays | undefined;
  for (const one of described) {
    const { validFrom, validTo } = one;
    if (one.name === name) {
      const last = before?.name === name ? spells.pop() : undefined;
      spells.push({ validFrom: last ? last.validFrom : validFrom, validTo });
    }
    before = one;
  }
  return spells.findLast(({ validFrom }) => (validFrom ?? unknownStart) <= day) ?? spells[0] ?? null;
}
