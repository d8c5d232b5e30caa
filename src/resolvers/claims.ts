import type { Organisation } from "../model/organisation.ts";
import { byTrust, compareText, type Trusted } from "../model/trust.ts";

/** That a link reaches an organisation, and the facts that say so, hop by hop. */
export interface ReachedClaim {
  readonly facts: readonly Trusted[];
  readonly reached: Organisation;
}

/** What claims reach, the most trusted first. */
export const reachedBy = (claims: readonly ReachedClaim[]): readonly Organisation[] =>
  claims.length === 1
    ? claims.map(({ reached }) => reached)
    : [...new Set([...claims].sort(bestFirst).map(({ reached }) => reached))];

/** By the first hop whose facts differ, so that a practice's cluster is the one that is shown of its PCT. */
function bestFirst(a: ReachedClaim, b: ReachedClaim): number {
  for (const [hop, fact] of a.facts.entries()) {
    const other = b.facts[hop];
    const order = other ? byTrust(fact, other) : 0;
    if (order !== 0) return order;
  }
  return compareText(a.reached.code, b.reached.code);
}
