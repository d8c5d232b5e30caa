import { useCallback, useRef } from "react";
import {
  type AnyVariables,
  type CombinedError,
  type RequestPolicy,
  type TypedDocumentNode,
  type UseQueryArgs,
  useQuery,
} from "urql";

/** How far a view's one request has come. What was shown before stays while the next answer is on its way. */
export interface ViewQuery<Data, Variables> {
  readonly data: Data | undefined;
  /** What `data` answers: behind what is asked while the next answer is on its way. */
  readonly answered: Variables | undefined;
  /** The dataset's revision that was read, or an earlier one; undefined for what the cache answered. */
  readonly revision: number | undefined;
  readonly waiting: boolean;
  readonly error: CombinedError | undefined;
  readonly retry: () => void;
}

interface Answer<Data, Variables> {
  readonly data: Data;
  readonly answered: Variables;
  readonly revision: number | undefined;
}

interface How {
  readonly pause?: boolean;
  readonly requestPolicy?: RequestPolicy;
}

/** Asks what a view shows, from the cache where it is there. */
export function useViewQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false, requestPolicy = "cache-first" }: How = {},
): ViewQuery<Data, Variables> {
  const [{ data, fetching, stale, error, operation, extensions }, ask] = useQuery<Data, Variables>({
    query,
    variables,
    pause,
    requestPolicy,
  } as UseQueryArgs<Variables, Data>);
  const last = useRef<Answer<Data, Variables>>(undefined);
  // While it fetches, and where it failed, urql still has the data of the question before.
  if (!fetching && data && operation && (!error || error.graphQLErrors.length > 0)) {
    last.current = {
      data,
      answered: operation.variables as Variables,
      revision: extensions?.dataset?.revision ?? last.current?.revision,
    };
  }
  const retry = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  return {
    data: last.current?.data,
    answered: last.current?.answered,
    revision: last.current?.revision,
    waiting: fetching || stale,
    error: fetching ? undefined : error,
    retry,
  };
}
