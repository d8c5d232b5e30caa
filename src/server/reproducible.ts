import type { ApolloServerPlugin } from "@apollo/server";
import { type Clocks, clocksKey, type Instant, type IsoDate, latestRevision } from "../model/dates.ts";

/** What a context tells of the state of the graph that it reads. */
interface ReadContext {
  readonly state: {
    readonly revision: number | null;
    readonly now: Instant;
    readonly defaultAsOf: IsoDate;
    readonly maxStalenessMs?: number;
  };
  readonly readAt: ReadonlySet<Clocks>;
  readonly madeUp?: { readonly found: boolean };
}

/** What a response says of the state that it was read from; nothing for a context that does not tell. */
export function datasetRead(context: object): { readonly dataset?: object } {
  if (!("readAt" in context)) return {};
  const { state, readAt, madeUp } = context as ReadContext;
  const reads = new Map([...readAt].map((clocks) => [clocksKey(clocks), namedIn(clocks)]));
  const { revision, defaultAsOf: asOf, now: knownAt, maxStalenessMs } = state;
  // By its former name too, for a release.
  const behind = maxStalenessMs ? { maxStalenessMs, mostBehindMs: maxStalenessMs } : {};
  const synthetic = madeUp?.found ? { synthetic: true } : {};
  return {
    dataset: {
      revision,
      atRevision: revision,
      asOf,
      knownAt,
      ...synthetic,
      ...behind,
      reads: [...reads.values()],
    },
  };
}

/** Null for a revision that was not known. */
const namedIn = ({ asOf, knownAt, atRevision }: Clocks) => ({
  ...{ asOf, knownAt },
  atRevision: atRevision === latestRevision ? null : atRevision,
});

/**
 * Tells in every response's extensions by what to repeat it: the clocks as used where a field named none, and in `reads`
 * those of every field. With that atRevision the same query answers the same data for ever, whatever is imported or
 * corrected later. `revision` is the dataset's own. `maxStalenessMs`
 * is there where the answer may be of a state that was the graph's so long ago, and `synthetic` where it rests, or may
 * rest, on something made up.
 */
export const reproduciblePlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        const read = datasetRead(contextValue);
        if (response.body.kind !== "single" || read.dataset === undefined) return;
        const result = response.body.singleResult;
        result.extensions = { ...result.extensions, ...read };
      },
    };
  },
};
