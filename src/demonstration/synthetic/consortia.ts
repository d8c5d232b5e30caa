import type { Code } from "../../model/code.ts";
import { type IsoDate, parseDate } from "../../model/dates.ts";
import { lastDay } from "../seed.ts";
import { type Area, cambridgeshire, cumbria, solihull, trafford } from "./areas.ts";
import { type Random, randomFor } from "./random.ts";

/** A made-up consortium, or one that a source counts without a name. */
export interface Consortium {
  readonly code: Code;
  readonly name: string;
  /** Made up are its practices alone. */
  readonly isPublished: boolean;
  /** Its own PCT's area, then the neighbour's where it straddles a boundary. */
  readonly areas: readonly Area[];
  readonly opened: IsoDate;
  readonly closed: IsoDate;
  readonly pathfinderFrom: IsoDate | null;
  readonly pathfinderWave: number | null;
}

const openings = ["2010-10-01", "2010-11-01", "2010-12-01"].map(parseDate);
const earlyClosings = ["2011-09-30", "2011-12-31", "2012-03-31", "2012-09-30"].map(parseDate);
/** Waves four and five were named after the reference date. */
const waves: ReadonlyMap<number, IsoDate> = new Map(
  ["2010-12-01", "2011-01-01", "2011-03-01", "2011-04-15", "2011-07-01"].map((day, index) => [
    index + 1,
    day as IsoDate,
  ]),
);
const straddling = 10;
const closingEarly = 6;

/** The made-up consortia of every area; none in Cambridgeshire, whose two are real. */
export function madeUpConsortia(areas: readonly Area[], keepOpen: ReadonlySet<Code>): Consortium[] {
  const random = randomFor("consortia");
  const neighbours = straddlingNeighbours(areas, random);
  const closing = new Set(
    random
      .shuffled(areas.filter((area) => area.patients > 350_000 && !keepOpen.has(area.pct)))
      .filter((area) => numberIn(area) > 2 && !neighbours.has(area.pct))
      .slice(0, closingEarly),
  );
  return areas.flatMap((area) =>
    Array.from({ length: numberIn(area) }, (_, index) => {
      const number = index + 1;
      const neighbour = number === numberIn(area) ? neighbours.get(area.pct) : undefined;
      return consortium(area, number, neighbour, number === 1 && closing.has(area), random);
    }),
  );
}

function numberIn(area: Area): number {
  if (area.pct === cambridgeshire) return 0;
  return published.get(area.pct)?.length ?? Math.min(4, Math.max(1, Math.round(area.patients / 130_000)));
}

/** Areas whose last consortium also takes practices of another PCT in the cluster. */
function straddlingNeighbours(areas: readonly Area[], random: Random): Map<Code, Area> {
  const apart = new Set<Code>([cambridgeshire, trafford, solihull]);
  const pairs = random
    .shuffled(areas.filter((area) => !apart.has(area.pct)))
    .flatMap((area): [Code, Area][] => {
      const near = areas.filter((other) => other.cluster === area.cluster && other !== area);
      const fit = near.filter((other) => !apart.has(other.pct));
      return fit.length === 0 ? [] : [[area.pct, random.pick(fit)]];
    });
  return new Map(pairs.slice(0, straddling));
}

function consortium(
  area: Area,
  number: number,
  neighbour: Area | undefined,
  closesEarly: boolean,
  random: Random,
): Consortium {
  const wave = random.chance(0.5) ? random.integer(1, waves.size) : null;
  const who = identity(area, number);
  const named = who.isPublished ? null : wave;
  return {
    ...who,
    areas: neighbour ? [area, neighbour] : [area],
    opened: random.pick(openings),
    closed: closesEarly ? random.pick(earlyClosings) : lastDay,
    pathfinderFrom: named === null ? null : (waves.get(named) ?? null),
    pathfinderWave: named,
  };
}

/** A consortium that had closed before the reference date. */
export function closedConsortium(area: Area): Consortium {
  return {
    ...identity(area, numberIn(area) + 1),
    areas: [area],
    opened: "2010-10-01" as IsoDate,
    closed: "2011-02-28" as IsoDate,
    pathfinderFrom: null,
    pathfinderWave: null,
  };
}

/** A2 counts six consortia in Cumbria and one in Trafford, and names none. */
const published: ReadonlyMap<Code, readonly string[]> = new Map([
  [cumbria, ["1", "2", "3", "4", "5", "6"].map((number) => `cumbria-locality-${number}`)],
  [trafford, ["trafford-consortium"]],
]);

function identity(area: Area, number: number): Pick<Consortium, "code" | "name" | "isPublished"> {
  const code = published.get(area.pct)?.[number - 1];
  if (code !== undefined) return { code: code as Code, name: code, isPublished: true };
  return {
    isPublished: false,
    code: `synthetic-${area.pct.toLowerCase()}-${number}` as Code,
    name: `Synthetic consortium ${number}, ${area.place} PCT`,
  };
}
