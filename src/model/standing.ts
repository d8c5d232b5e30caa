import { addDays, type IsoDate } from "./dates.ts";
import type { FactKind } from "./facts.ts";
import type { ConsortiumStanding, OutsideReason } from "./kinds.ts";
import { byTrust, compareText, type Trusted } from "./trust.ts";

/** What a practice's standing is worked out from. */
export interface StandingFact extends Trusted {
  readonly kind: FactKind;
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
  /** Of a statement that it is outside. */
  readonly reason?: OutsideReason | null;
}

export interface Standing {
  readonly standing: ConsortiumStanding;
  /** Null for a member and where nothing is known. */
  readonly outsideReason: OutsideReason | null;
  /** First day of the present spell outside; null for a member and where it is unknown. */
  readonly orphanedSince: IsoDate | null;
}

/**
 * A practice's standing on a day: a live consortium membership makes a member, else a live statement that it is outside
 * makes it outside, else it is unclear (docs/model.md).
 * @param facts its consortium memberships and statements that it is outside, begun by that day
 */
export function standingOn(asOf: IsoDate, facts: readonly StandingFact[]): Standing {
  const live = facts.filter(({ validTo }) => validTo === null || asOf <= validTo);
  if (live.some(({ kind }) => kind === "MEMBERSHIP")) {
    return { standing: "MEMBER", outsideReason: null, orphanedSince: null };
  }
  const [outside] = live.filter(({ kind }) => kind === "OUTSIDE").sort(byTrust);
  if (!outside) return { standing: "UNCLEAR", outsideReason: null, orphanedSince: null };
  return {
    standing: "OUTSIDE",
    outsideReason: outside.reason ?? null,
    orphanedSince: spellStart(asOf, facts),
  };
}

/** The first of the days up to `asOf` on each of which the practice is known to be outside and in no consortium. */
function spellStart(asOf: IsoDate, facts: readonly StandingFact[]): IsoDate | null {
  const lastMembership = facts
    .filter(({ kind }) => kind === "MEMBERSHIP")
    .map(({ validTo }) => validTo ?? asOf);
  const latestEnd = lastMembership.sort(compareText).at(-1);
  const spells = facts
    .filter(({ kind }) => kind === "OUTSIDE")
    .sort((a, b) => -compareText(a.validFrom ?? "", b.validFrom ?? ""));
  let start: IsoDate | null = asOf;
  for (const { validFrom, validTo } of spells) {
    if (start === null) break;
    const touches = validTo === null || addDays(validTo, 1) >= start;
    if (touches && (validFrom === null || validFrom < start)) start = validFrom;
  }
  if (latestEnd === undefined || (start !== null && start > latestEnd)) return start;
  return addDays(latestEnd, 1);
}
