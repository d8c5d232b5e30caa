import { type SaidDescription, saidOver } from "../../graph/described.ts";
import type { Code } from "../../model/code.ts";
import type { Instant, IsoDate } from "../../model/dates.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { MembershipFact } from "./known.ts";
import type { RegisterAt } from "./replay.ts";

/** From what the register said at each publication to by when each thing was said, and of which days it is told. */

/** Half open; `to` null: still said by the last. */
export interface KnownInterval {
  readonly from: Instant;
  readonly to: Instant | null;
}

export interface SaidClaim {
  readonly fact: MembershipFact;
  readonly said: readonly KnownInterval[];
}

/** Each claim with the intervals in which it was said. */
export function saidClaims(register: readonly RegisterAt[]): Map<string, SaidClaim> {
  const claims = new Map<string, { fact: MembershipFact; at: Set<number> }>();
  for (const [at, { memberships }] of register.entries()) {
    for (const fact of memberships) {
      const known = claims.get(fact.factId);
      if (known) known.at.add(at);
      else claims.set(fact.factId, { fact, at: new Set([at]) });
    }
  }
  const instants = register.map(({ knownFrom }) => knownFrom);
  return new Map(
    [...claims].map(([factId, { fact, at }]) => [
      factId,
      { fact, said: intervals(instants, (i) => at.has(i)) },
    ]),
  );
}

function intervals(instants: readonly Instant[], holds: (at: number) => boolean): KnownInterval[] {
  const found: { from: Instant; to: Instant | null }[] = [];
  for (const [at, instant] of instants.entries()) {
    const open = found.at(-1)?.to === null ? found.at(-1) : undefined;
    if (holds(at) && !open) found.push({ from: instant, to: null });
    if (!holds(at) && open) open.to = instant;
  }
  return found;
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
