import DataLoader from "dataloader";
import type { Statement } from "../graph/graph.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, clocksKey } from "../model/dates.ts";
import { groupBy } from "../model/group-by.ts";
import { clocksIn } from "../model/organisation.ts";
import type { Context } from "./context.ts";
import type { Pace } from "./pace.ts";

/**
 * The loader of a request under a name, made on first use. Calls of one tick become one batch, so that a hop is one
 * statement whatever the rows.
 */
export function loaderFor<K, V>(
  context: Context,
  name: string,
  batch: (keys: readonly K[]) => Promise<readonly V[]>,
  cacheKey: (key: K) => unknown = (key) => key,
): DataLoader<K, V> {
  const existing = context.loaders.get(name) as DataLoader<K, V> | undefined;
  if (existing) return existing;
  const loader = new PacedLoader<K, V>(context.pace, batch, cacheKey);
  context.loaders.set(name, loader as unknown as DataLoader<never, unknown>);
  return loader;
}

/** How many that wait for a loader go on without a look at the time: those of a page of the usual size. */
const handedAtOnce = 50;

/**
 * A loader whose waiters go on at the pace of their request: all of those that wait for a batch, or for one key of it,
 * would otherwise shape what they loaded in one piece.
 */
class PacedLoader<K, V> extends DataLoader<K, V> {
  readonly #pace: Pace;
  #waiting = 0;

  constructor(
    pace: Pace,
    batch: (keys: readonly K[]) => Promise<readonly V[]>,
    cacheKey: (key: K) => unknown,
  ) {
    const cacheKeyFn = cacheKey as (key: K) => K;
    super(async (keys) => [...(await batch(keys))], {
      cacheKeyFn,
      batchScheduleFn: (run) => schedule(pace, run),
    });
    this.#pace = pace;
  }

  override async load(key: K): Promise<V> {
    const atOnce = this.#waiting++ < handedAtOnce;
    try {
      const value = await super.load(key);
      return atOnce ? value : await this.#pace.later(value);
    } catch (error) {
      // At the same pace: an error for each field that waits takes longer than a value.
      if (!atOnce) await this.#pace.later(null);
      throw error;
    } finally {
      this.#waiting--;
    }
  }
}

/** A batch is read once nobody can add to it: when all promises have run, and all that waits was handed on. */
function schedule(pace: Pace, run: () => void): void {
  void Promise.resolve().then(() =>
    process.nextTick(() => {
      if (pace.isHanding) pace.afterwards(() => schedule(pace, run));
      else run();
    }),
  );
}

/** Rows of one statement for one parent, read at its clocks together with those of its siblings. */
export function rowsFor<R extends { readonly parent: Code }>(
  context: Context,
  statement: Statement<Clocks & { parents: readonly Code[] }, R>,
  parent: Clocks & { readonly code: Code },
): Promise<readonly R[]> {
  const clocks = clocksIn(parent);
  const loader = loaderFor<Code, readonly R[]>(
    context,
    `${statement.name} ${clocksKey(clocks)}`,
    async (parents) => {
      const rows = groupBy(await context.read(statement, { ...clocks, parents }), (row) => row.parent);
      return parents.map((code) => rows.get(code) ?? []);
    },
  );
  return loader.load(parent.code);
}
