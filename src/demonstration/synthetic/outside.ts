import type { OutsideReason } from "../../model/kinds.ts";
import { type Area, solihull } from "./areas.ts";
import { type Consortium, closedConsortium } from "./consortia.ts";
import type { Practice } from "./practices.ts";
import { randomFor } from "./random.ts";

/** Why a practice is outside, and the consortium it was in where that closed. */
export interface Cause {
  readonly reason: OutsideReason;
  readonly closed?: Consortium;
}

const reasons: readonly OutsideReason[] = [
  "UNDECIDED",
  "UNDECIDED",
  "CHOSE_INDEPENDENCE",
  "CHOSE_INDEPENDENCE",
  "NOT_ACCEPTED",
  "LEFT",
  "NOT_STATED",
];
/** In this many areas a consortium closed before the reference date and left its practices outside. */
const closures = 6;

/** A cause for each practice outside on the reference date. */
export function causesOf(outside: readonly Practice[]): Map<Practice, Cause> {
  const random = randomFor("outside");
  const numbers = new Map<Area, number>();
  for (const { area } of outside) numbers.set(area, (numbers.get(area) ?? 0) + 1);
  const closed = new Map(
    [...numbers]
      .filter(([area]) => area.pct !== solihull)
      .sort((a, b) => b[1] - a[1])
      .slice(0, closures)
      .map(([area]) => [area, closedConsortium(area)]),
  );
  return new Map(
    outside.map((practice) => {
      const former = closed.get(practice.area);
      return [
        practice,
        former ? { reason: "CONSORTIUM_CLOSED", closed: former } : { reason: random.pick(reasons) },
      ];
    }),
  );
}
