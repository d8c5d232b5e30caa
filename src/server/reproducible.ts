import type { ApolloServerPlugin } from "@apollo/server";
import { askedMatters, type Coverage, DaysBeyond, isAbout } from "../model/coverage.ts";
import { type Clocks, type Instant, type IsoDate, latestRevision } from "../model/dates.ts";

/** What a context tells of the state of the graph that it reads. */
interface ReadContext {
  readonly state: {
    readonly revision: number | null;
    readonly graphId?: string | null;
    readonly now: Instant;
    readonly defaultAsOf: IsoDate;
    readonly maxStalenessMs?: number;
    readonly coverage?: readonly Coverage[];
  };
  readonly beyond?: DaysBeyond;
  readonly readAt: ReadonlySet<Clocks>;
  readonly madeUp?: { readonly found: boolean };
}

/** What a response says of the state that it was read from; nothing for a context that does not tell. */
export function datasetRead(context: object): { readonly dataset?: object } {
  if (!("readAt" in context)) return {};
  const { state, readAt, madeUp, beyond = new DaysBeyond() } = context as ReadContext;
  const reads = new Map([...readAt].map(namedIn).map((named) => [JSON.stringify(named), named]));
  const { revision, graphId = null, defaultAsOf: asOf, now: knownAt, maxStalenessMs } = state;
  // By its former name too, for a release.
  const behind = maxStalenessMs ? { maxStalenessMs, mostBehindMs: maxStalenessMs } : {};
  const outside = beyondIn(beyond, state.coverage ?? []);
  const synthetic = madeUp?.found ? { synthetic: true } : {};
  return {
    dataset: {
      graphId,
      revision,
      atRevision: revision,
      asOf,
      knownAt,
      ...synthetic,
      ...behind,
      reads: [...reads.values()],
      ...(outside.length > 0 ? { coverage: outside } : {}),
    },
  };
}

/** A day that lies outside what the sources tell of something, and what they do cover of that, as known at the clocks of the question. */
export interface Beyond extends Pick<Coverage, "matter" | "organisations" | "groups"> {
  readonly asOf: IsoDate;
  readonly covered: readonly Pick<Coverage, "from" | "to" | "source">[];
}

const beyondIn = (days: DaysBeyond, coverage: readonly Coverage[]): Beyond[] =>
  days.among(coverage).map(({ asked, asOf, known }) => ({
    asOf,
    ...askedMatters[asked],
    covered: known.filter(isAbout(askedMatters[asked])).map(({ from, to, source }) => ({ from, to, source })),
  }));

/** Null for a revision that was not known. */
const namedIn = ({ asOf, knownAt, atRevision }: Clocks) => ({
  ...{ asOf, knownAt },
  atRevision: atRevision === latestRevision ? null : atRevision,
});

/**
 * Tells in every response's extensions by what to repeat it: the clocks as used where a field named none, and in `reads`
 * those of every field. With that atRevision the same query answers the same data for ever, whatever is imported or
 * corrected later. `revision` is the dataset's own, in the history that `graphId` names. `maxStalenessMs`
 * is there where the answer may be of a state that was the graph's so long ago, `coverage` where standings or
 * patients were asked for on days that no source tells of, and `synthetic` where it rests, or may rest, on something made up.
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
