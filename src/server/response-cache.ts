import { createHash } from "node:crypto";
import type { OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { Caller } from "../model/caller.ts";
import { DaysBeyond } from "../model/coverage.ts";
import type { Clocks, Instant, IsoDate } from "../model/dates.ts";
import type { JsonText } from "./json-text.ts";

/** What decides an answer beside its question. */
export interface CacheContext {
  readonly caller: Caller;
  readonly state: { readonly now: Instant; readonly revision: number | null; readonly defaultAsOf: IsoDate };
  readonly readAt: Set<Clocks>;
  readonly madeUp: { found: boolean };
  readonly beyond: DaysBeyond;
}

interface CachedResponse {
  /** A fifth of what the objects of the data take, and as large as it looks. */
  readonly data: JsonText;
  readonly readAt: readonly Clocks[];
  readonly madeUp: boolean;
  readonly beyond: DaysBeyond;
}

/**
 * Answers for as long as the graph stays as it is: the same question of the same caller, at the same revision, has the
 * same answer. A question is whatever parts tell it from others.
 */
export interface ResponseCache {
  /** Without bringing it to use. */
  has(context: Partial<CacheContext>, question: readonly unknown[]): boolean;
  find(context: Partial<CacheContext>, question: readonly unknown[]): JsonText | undefined;
  store(context: Partial<CacheContext>, question: readonly unknown[], data: JsonText): void;
}

/** Keeps answers; the least used go first when all together take more than `bytes`, and none is kept where that is 0. */
export function createResponseCache(bytes: number): ResponseCache {
  if (bytes === 0) return { has: () => false, find: () => undefined, store: () => {} };
  const answers = new LRUCache<string, CachedResponse>({
    maxSize: bytes,
    sizeCalculation: ({ data: { text } }, key) => text.length + key.length,
  });
  return {
    has(context, question) {
      const key = keyOf(context, question);
      return key !== undefined && answers.has(key);
    },
    find(context, question) {
      const key = keyOf(context, question);
      const kept = key === undefined ? undefined : answers.get(key);
      for (const clocks of kept?.readAt ?? []) context.readAt?.add(clocks);
      if (kept) context.beyond?.addAll(kept.beyond);
      if (context.madeUp && kept?.madeUp) context.madeUp.found = true;
      return kept?.data;
    },
    store(context, question, data) {
      const key = keyOf(context, question);
      if (key === undefined) return;
      const beyond = new DaysBeyond();
      if (context.beyond) beyond.addAll(context.beyond);
      answers.set(key, {
        data,
        readAt: [...(context.readAt ?? [])],
        madeUp: context.madeUp?.found ?? false,
        beyond,
      });
    },
  };
}

/** What tells an operation from others, beside who asks it of which state. */
export function questionOf({
  operation,
  queryHash,
  request,
}: {
  readonly operation?: OperationDefinitionNode | undefined;
  readonly queryHash?: string | undefined;
  readonly request: { readonly variables?: Readonly<Record<string, unknown>> | undefined };
}): readonly unknown[] {
  return [queryHash, operation?.name?.value, request.variables];
}

/** Undefined where it is not known which state of the graph is read, so that nothing can be kept. */
function keyOf({ caller, state }: Partial<CacheContext>, question: readonly unknown[]): string | undefined {
  if (state === undefined || state.revision === null) return undefined;
  const decides = [state.revision, state.now, state.defaultAsOf, caller, ...question];
  return createHash("sha256").update(JSON.stringify(decides)).digest("base64");
}
