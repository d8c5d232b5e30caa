/** What was read ahead of organisations, by the name under which it will be asked for: it waits here. */
const waiting = new WeakMap<object, Map<string, unknown>>();

export function cacheReadAhead(organisation: object, name: string, answer: unknown): void {
  const known = waiting.get(organisation);
  if (known) known.set(name, answer);
  else waiting.set(organisation, new Map([[name, answer]]));
}

/** What was kept under a name, of the type that its keeper gave it; undefined where nothing was. */
export const cachedReadAhead = <T>(organisation: object, name: string): T | undefined =>
  waiting.get(organisation)?.get(name) as T | undefined;
