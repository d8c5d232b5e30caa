import type { ApolloServerPlugin } from "@apollo/server";
import type { Clocks, Instant, IsoDate } from "../model/dates.ts";

/** What a context tells of the state of the graph that it reads. */
interface ReadContext {
  readonly state: {
    readonly revision: number | null;
    readonly now: Instant;
    readonly defaultAsOf: IsoDate;
    readonly maxStalenessMs?: number;
  };
  readonly readAt: ReadonlySet<Clocks>;
}

/** What a response says of the state that it was read from; nothing for a context that does not tell. */
export function datasetRead(context: object): { readonly dataset?: object } {
  if (!("readAt" in context)) return {};
  const { state, readAt } = context as ReadContext;
  const reads = new Map([...readAt].map(({ asOf, knownAt }) => [`${asOf} ${knownAt}`, { asOf, knownAt }]));
  const { revision, defaultAsOf, now: knownAt, maxStalenessMs } = state;
  // By its former name too, for a release.
  const behind = maxStalenessMs ? { maxStalenessMs, mostBehindMs: maxStalenessMs } : {};
  return { dataset: { revision, asOf: defaultAsOf, knownAt, ...behind, reads: [...reads.values()] } };
}

/**
 * Tells in every response's extensions by what to repeat it: the dataset's revision, and both clocks as used where a
 * field named none; in `reads`, those of every field. With that knownAt the same query answers the same data for ever,
 * whatever is recorded later. `maxStalenessMs` is there where the answer may be of a state that was the graph's so long ago.
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
