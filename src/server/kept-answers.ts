import { createHash } from "node:crypto";
import type { ApolloServerPlugin } from "@apollo/server";
import { HeaderMap } from "@apollo/server";
import type { OperationDefinitionNode } from "graphql";
import { LRUCache } from "lru-cache";
import type { Caller } from "../model/caller.ts";
import type { Clocks, Instant, IsoDate } from "../model/dates.ts";

/** What decides an answer beside its question. */
interface AnsweringContext {
  readonly caller: Caller;
  readonly defaultAsOf: IsoDate;
  readonly state: { readonly now: Instant; readonly revision: number | null };
  readonly readAt: Set<Clocks>;
}

interface Kept {
  /** The data as JSON: a fifth of what its objects take, and as large as it looks. */
  readonly json: string;
  readonly readAt: readonly Clocks[];
}

/**
 * Keeps answers for as long as the graph stays as it is: the same question of the same caller, at the same revision,
 * has the same answer. The least used go first when all together take more than `bytes`.
 */
export function keptAnswersPlugin(bytes: number): ApolloServerPlugin {
  const answers = new LRUCache<string, Kept>({
    maxSize: bytes,
    sizeCalculation: ({ json }, key) => json.length + key.length,
  });
  return {
    async requestDidStart({ request, contextValue }) {
      const context = contextValue as Partial<AnsweringContext>;
      let key: string | undefined;
      return {
        async responseForOperation({ operation, queryHash }) {
          // Apollo Server asks this also where the document has no operation of the name given.
          if ((operation as OperationDefinitionNode | undefined)?.operation !== "query") return null;
          key = keyOf(context, [queryHash, operation.name?.value, request.variables]);
          const kept = key === undefined ? undefined : answers.get(key);
          if (kept === undefined) return null;
          key = undefined;
          for (const clocks of kept.readAt) context.readAt?.add(clocks);
          const http = { headers: new HeaderMap() };
          return { http, body: { kind: "single", singleResult: { data: JSON.parse(kept.json) } } };
        },
        async willSendResponse({ response: { body } }) {
          if (key === undefined || body.kind !== "single") return;
          const { data, errors } = body.singleResult;
          if (!data || errors) return;
          answers.set(key, { json: JSON.stringify(data), readAt: [...(context.readAt ?? [])] });
        },
      };
    },
  };
}

/** Undefined where it is not known which state of the graph is read, so that nothing can be kept. */
function keyOf(
  { caller, defaultAsOf, state }: Partial<AnsweringContext>,
  question: readonly unknown[],
): string | undefined {
  if (state === undefined || state.revision === null) return undefined;
  const decides = [state.revision, state.now, defaultAsOf, caller, ...question];
  return createHash("sha256").update(JSON.stringify(decides)).digest("base64");
}
