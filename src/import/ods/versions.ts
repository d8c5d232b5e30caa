import type { SaidDescription } from "../../graph/dated-description.ts";
import { saidOver } from "../../graph/described.ts";
import { claimIdOf } from "../../graph/fact-id.ts";
import type { Code } from "../../model/code.ts";
import type { Instant, IsoDate } from "../../model/dates.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { MembershipClaim } from "./known.ts";
import type { RegisterAt } from "./replay.ts";

/** From what the register said at each publication to by when each thing was said, and of which days it is told. */

/** Half open; `to` null: still said by the last. */
export interface KnownInterval {
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface SaidClaim {
  readonly factId: string;
  readonly claim: MembershipClaim;
  readonly said: readonly KnownInterval[];
}

/** Each claim of some practices with the intervals in which it was said. */
export function saidClaims(
  register: readonly RegisterAt[],
  isMeant: (practice: Code) => boolean,
): Iterable<SaidClaim> {
  const claims = new Map<string, Omit<SaidClaim, "said"> & { readonly said: Interval[] }>();
  // Most are the same object from one edition to the next.
  const ids = new Map<MembershipClaim, string>();
  for (const [at, { memberships, knownFrom }] of register.entries()) {
    const to = register[at + 1]?.knownFrom ?? null;
    for (const claim of memberships) {
      if (!isMeant(claim.from)) continue;
      const factId = ids.get(claim) ?? claimIdOf(claim);
      ids.set(claim, factId);
      const said = claims.get(factId)?.said;
      const last = said?.at(-1);
      if (!said || !last) claims.set(factId, { factId, claim, said: [{ from: knownFrom, to }] });
      else if (last.to === knownFrom) last.to = to;
      else if (last.to !== to) said.push({ from: knownFrom, to });
    }
  }
  return claims.values();
}

interface Interval extends KnownInterval {
  to: Instant | null;
}

/**
 * How a practice was described by the register, from the first edition that describes it.
 * @param stood how the graph described it before any edition did: no edition says that
 */
export const saidDescriptions = (
  register: readonly RegisterAt[],
  code: Code,
  stood: OrganisationRecord | undefined,
): SaidDescription[] =>
  saidOver(
    register.flatMap(({ practices, knownFrom }) => {
      const record = practices.get(code);
      const day = knownFrom.slice(0, 10) as IsoDate;
      return record && record !== stood ? [{ knownFrom, day, record }] : [];
    }),
  );
