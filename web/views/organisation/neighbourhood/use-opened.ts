import { useCallback, useEffect, useMemo, useState } from "react";
import { useClient } from "urql";
import { useClocks } from "../../../app/clocks.ts";
import { type FailureText, failureText } from "../../../graphql/failure-text.ts";
import { type Fact, neighboursQuery } from "../organisation-query.ts";

interface Opened {
  /** Of all the neighbours that are open. */
  readonly facts: readonly Fact[];
  readonly waiting: boolean;
  readonly failure: FailureText | undefined;
  readonly retry: () => void;
}

/** The facts of each neighbour that is open: asked once each, when it is opened. */
export function useOpened(codes: ReadonlySet<string>): Opened {
  const client = useClient();
  const { asOf, knownAt, atRevision } = useClocks();
  const [byKey, setByKey] = useState<Readonly<Record<string, readonly Fact[]>>>({});
  const [failure, setFailure] = useState<FailureText>();
  const [attempt, setAttempt] = useState(0);
  const keyOf = useCallback(
    (code: string) => JSON.stringify([code, asOf, knownAt, atRevision]),
    [asOf, knownAt, atRevision],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again
  useEffect(() => {
    let isLeft = false;
    setFailure(undefined);
    const ask = async (code: string) => {
      const { data, error } = await client
        .query(neighboursQuery, { code, asOf, knownAt, atRevision })
        .toPromise();
      if (isLeft) return;
      if (error) setFailure(failureText(error));
      else setByKey((before) => ({ ...before, [keyOf(code)]: data?.organisation?.history ?? [] }));
    };
    for (const code of codes) void ask(code);
    return () => {
      isLeft = true;
    };
  }, [client, codes, asOf, knownAt, atRevision, keyOf, attempt]);
  const facts = useMemo(() => [...codes].flatMap((code) => byKey[keyOf(code)] ?? []), [codes, byKey, keyOf]);
  return {
    facts,
    waiting: !failure && [...codes].some((code) => !byKey[keyOf(code)]),
    failure,
    retry: () => setAttempt((count) => count + 1),
  };
}
