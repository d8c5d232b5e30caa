import type { DatedDescription } from "../../graph/dated-description.ts";
import type { Code } from "../../model/code.ts";
import { addDays, type Instant, type IsoDate } from "../../model/dates.ts";
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

export type SaidDescription = Pick<
  DatedDescription,
  "organisation" | "knownFrom" | "knownTo" | "validFrom" | "validTo"
>;

/** What holds of a body from the day of the edition that shows it; the rest is of the whole of its life. */
const dated = ["name", "postcode", "odsSubType"] as const;
type State = Pick<OrganisationRecord, (typeof dated)[number]> & { readonly day: IsoDate };

/**
 * How a practice was described: by which editions, and of which days. Its name, postcode and sub-type are those of the
 * last edition on or before a day, else of the first; the days on which it opened and closed are those of the latest
 * edition that was known.
 * @param stood how the graph described it before any edition did: no edition says that
 */
export function saidDescriptions(
  register: readonly RegisterAt[],
  code: Code,
  stood: OrganisationRecord | undefined,
): SaidDescription[] {
  const states: State[] = [];
  const found = new Map<string, SaidDescription & { last: number }>();
  for (const [at, { practices, knownFrom }] of register.entries()) {
    const record = practices.get(code);
    if (!record || record === stood) continue;
    const before = states.at(-1);
    if (!before || dated.some((field) => before[field] !== record[field]))
      states.push({ ...record, day: knownFrom.slice(0, 10) as IsoDate });
    for (const described of describedOf(record, states)) {
      const key = JSON.stringify([described.organisation, described.validFrom, described.validTo]);
      const known = found.get(key);
      if (known?.last === at - 1) {
        known.last = at;
        continue;
      }
      if (known) found.set(`${key} until ${known.last}`, known);
      found.set(key, { ...described, knownFrom, knownTo: null, last: at });
    }
  }
  return [...found.values()].map(({ last, ...described }) => ({
    ...described,
    knownTo: register[last + 1]?.knownFrom ?? null,
  }));
}

function describedOf(record: OrganisationRecord, states: readonly State[]) {
  return states.map(({ day, ...state }, at) => {
    const next = states[at + 1]?.day;
    const own = Object.fromEntries(dated.map((field) => [field, state[field]]));
    return {
      organisation: { ...record, ...own, describedOn: day },
      validFrom: at === 0 ? null : day,
      validTo: next === undefined ? null : addDays(next, -1),
    };
  });
}
