import type { Code } from "../../model/code.ts";
import { addDays, type IsoDate } from "../../model/dates.ts";
import type { Area } from "./areas.ts";
import type { Consortium } from "./consortia.ts";
import { syntheticListSizes } from "./list-sizes.ts";
import { type Random, randomFor } from "./random.ts";

/** A made-up practice. */
export interface Practice {
  readonly code: Code;
  readonly name: string;
  readonly area: Area;
  readonly postcode: string;
  readonly opened: IsoDate;
  readonly listSize: number;
  /** The consortium it joins if it joins one; null in Cambridgeshire. */
  readonly home: Consortium | null;
}

/** As many practices and patients in each area as the tables count there. */
export function madeUpPractices(areas: readonly Area[], consortia: readonly Consortium[]): Practice[] {
  const random = randomFor("practices");
  const outcodes = outcodeSupply();
  let number = 0;
  return areas.flatMap((area) => {
    const homes = consortia.filter((consortium) => consortium.areas.includes(area));
    const local = Array.from({ length: Math.max(2, homes.length) }, outcodes);
    return syntheticListSizes(area.practices, area.patients, random).map((listSize) => {
      number++;
      const code = `X${String(number).padStart(6, "0")}` as Code;
      const home = homeOf(area, homes, random);
      return {
        code,
        name: `Synthetic practice ${code}, ${area.place}`,
        area,
        postcode: postcode(local, home === null ? 0 : homes.indexOf(home), random),
        opened: addDays("1990-01-01" as IsoDate, random.integer(0, 5_500)),
        listSize,
        home,
      };
    });
  });
}

/** A neighbour's consortium that straddles the boundary draws few practices from this side of it. */
function homeOf(area: Area, homes: readonly Consortium[], random: Random): Consortium | null {
  if (homes.length === 0) return null;
  const [own, guests] = [homes.filter(isOwn), homes.filter((home) => !isOwn(home))];
  return random.pick(guests.length > 0 && random.chance(0.15) ? guests : own);

  function isOwn(home: Consortium): boolean {
    return home.areas[0] === area;
  }
}

/** Outward codes that no place has: no postcode area of the United Kingdom begins with Q. */
function outcodeSupply(): () => string {
  let given = 0;
  return () => {
    const outcode = `Q${"XYZWVU"[Math.floor(given / 99)]}${(given % 99) + 1}`;
    given++;
    return outcode;
  };
}

/** Practices of one consortium mostly lie together. */
function postcode(local: readonly string[], home: number, random: Random): string {
  const outcode = (random.chance(0.85) ? local[home] : undefined) ?? random.pick(local);
  const letters = [..."ABDEFGHJLNPQRSTUWXYZ"];
  return `${outcode} ${random.integer(0, 9)}${random.pick(letters)}${random.pick(letters)}`;
}
