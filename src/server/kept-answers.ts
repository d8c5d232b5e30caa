import { createHash } from "node:crypto";
import type { ExecutionResult } from "graphql";
import { LRUCache } from "lru-cache";
import type { Caller } from "../model/caller.ts";
import type { Clocks, Instant, IsoDate } from "../model/dates.ts";

/** What decides an answer beside its question. */
export interface AnsweringContext {
  readonly caller: Caller;
  readonly state: { readonly now: Instant; readonly revision: number | null; readonly defaultAsOf: IsoDate };
  readonly readAt: Set<Clocks>;
}

type Data = NonNullable<ExecutionResult["data"]>;

interface Kept {
  /** The data as JSON: a fifth of what its objects take, and as large as it looks. */
  readonly json: string;
  readonly readAt: readonly Clocks[];
}

/**
 * Answers for as long as the graph stays as it is: the same question of the same caller, at the same revision, has the
 * same answer. A question is whatever parts tell it from others.
 */
export interface KeptAnswers {
  find(context: Partial<AnsweringContext>, question: readonly unknown[]): Data | undefined;
  keep(context: Partial<AnsweringContext>, question: readonly unknown[], data: Data): void;
}

/** Keeps answers; the least used go first when all together take more than `bytes`, and none is kept where that is 0. */
export function keptAnswers(bytes: number): KeptAnswers {
  if (bytes === 0) return { find: () => undefined, keep: () => {} };
  const answers = new LRUCache<string, Kept>({
    maxSize: bytes,
    sizeCalculation: ({ json }, key) => json.length + key.length,
  });
  return {
    find(context, question) {
      const key = keyOf(context, question);
      const kept = key === undefined ? undefined : answers.get(key);
      for (const clocks of kept?.readAt ?? []) context.readAt?.add(clocks);
      return kept && JSON.parse(kept.json);
    },
    keep(context, question, data) {
      const key = keyOf(context, question);
      if (key === undefined) return;
      answers.set(key, { json: JSON.stringify(data), readAt: [...(context.readAt ?? [])] });
    },
  };
}

/** Undefined where it is not known which state of the graph is read, so that nothing can be kept. */
function keyOf(
  { caller, state }: Partial<AnsweringContext>,
  question: readonly unknown[],
): string | undefined {
  if (state === undefined || state.revision === null) return undefined;
  const decides = [state.revision, state.now, state.defaultAsOf, caller, ...question];
  return createHash("sha256").update(JSON.stringify(decides)).digest("base64");
}
