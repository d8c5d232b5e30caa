import { LRUCache } from "lru-cache";

/** How many are remembered: whoever has not asked for the longest time begins anew. Some 10 MB. */
const remembered = 50_000;
const minuteMs = 60_000;

/** What is left to somebody, as of a moment on the clock of performance.now(). */
interface Balance {
  readonly left: number;
  readonly at: number;
}

/** What came of taking from an allowance. */
export interface Drawn {
  readonly refused: boolean;
  /** What is left after it, at least 0. */
  readonly left: number;
  /** In how many seconds it is whole again; where refused, in how many there is enough. */
  readonly seconds: number;
}

/** How much each of many may take in a minute, by whatever name they are known. */
export interface Allowances {
  readonly perMinute: number;
  /** What would come of taking. */
  look(name: string, cost: number): Drawn;
  take(name: string, cost: number): Drawn;
}

/**
 * Each has an allowance that fills up as time goes by (a token bucket). What costs more than half of one is let through
 * where half is left, and the rest is owed, so that nothing is out of reach and the rate holds all the same.
 * @param now a clock in milliseconds
 */
export function createAllowances(perMinute: number, now: () => number = () => performance.now()): Allowances {
  const balances = new LRUCache<string, Balance>({ max: remembered });
  const secondsFor = (missing: number) => Math.ceil((Math.max(0, missing) / perMinute) * (minuteMs / 1_000));
  const present = (name: string, at: number): number => {
    const before = balances.get(name);
    if (before === undefined) return perMinute;
    return Math.min(perMinute, before.left + ((at - before.at) * perMinute) / minuteMs);
  };
  const look = (name: string, cost: number, at: number): Drawn & { readonly balance: Balance } => {
    const before = present(name, at);
    const needed = Math.min(cost, perMinute / 2);
    const refused = before < needed;
    const left = refused ? before : before - cost;
    const seconds = refused ? Math.max(1, secondsFor(needed - before)) : secondsFor(perMinute - left);
    return { refused, left: Math.max(0, Math.floor(left)), seconds, balance: { left, at } };
  };
  return {
    perMinute,
    look: (name, cost) => look(name, cost, now()),
    take(name, cost) {
      const taken = look(name, cost, now());
      balances.set(name, taken.balance);
      return taken;
    },
  };
}

/** The headers of a reply that tell of an allowance: https://www.ietf.org/archive/id/draft-ietf-httpapi-ratelimit-headers-03.html */
export const rateLimitHeaders = ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"] as const;

/**
 * By what the allowance of an address is known: an IPv6 client has a whole network of 64 bits, in which it can take as
 * many addresses as it likes.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address.slice(0, 64);
  const [before = "", after] = (address.split("%", 1)[0] ?? "").split("::");
  const left = groupsOf(before);
  const right = groupsOf(after ?? "");
  const between = after === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(between).fill("0"), ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

const groupsOf = (part: string): string[] => (part === "" ? [] : part.split(":"));
