import { LRUCache } from "lru-cache";

/** What of names becomes a label: how many, of what length, and after how many times. */
export interface NameBounds {
  readonly names: number;
  readonly length: number;
  readonly times: number;
}

/** Of how many names that are no labels yet it is counted how often they came. */
const counted = 1_000;

/**
 * A label for a name that strangers choose. Each label is kept in the memory of this process and of whatever scrapes it,
 * so that only a name that comes again and again has one of its own, and only so many do; the others share one.
 * @returns the name, or "other"
 */
export function boundedNames({ names, length, times }: NameBounds): (name: string) => string {
  const labels = new Set<string>();
  const came = new LRUCache<string, number>({ max: counted });
  return (name) => {
    if (labels.has(name)) return name;
    if (name.length > length || labels.size >= names) return "other";
    const now = (came.get(name) ?? 0) + 1;
    came.set(name, now);
    if (now < times) return "other";
    came.delete(name);
    labels.add(name);
    return name;
  };
}
