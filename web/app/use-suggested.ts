import { type CombinedError, useQuery } from "urql";
import { useTyped } from "../parts/use-debounced.ts";
import { useClocks } from "./clocks.ts";
import { type SuggestedOrganisation, suggestQuery } from "./suggest-query.ts";

interface Suggested {
  /** Undefined until an answer to the text as it stands is there: older answers never show. */
  readonly hits: readonly SuggestedOrganisation[] | undefined;
  readonly error: CombinedError | undefined;
}

/** What fits the text in the box, asked once typing pauses, on the slider's day, of some kinds or any; an empty box asks nothing. */
export function useSuggested(
  typed: string,
  isOpen: boolean,
  kinds?: readonly SuggestedOrganisation["kind"][],
): Suggested {
  const { asOf, knownAt, atRevision } = useClocks();
  const { text, isAsked } = useTyped(typed, isOpen);
  const [{ data, fetching, error }] = useQuery({
    query: suggestQuery,
    variables: { text, asOf, knownAt, atRevision, ...(kinds && { kinds: [...kinds] }) },
    pause: !isAsked,
  });
  if (!isAsked || fetching) return { hits: undefined, error: undefined };
  return { hits: data?.search.map(({ organisation, otherName }) => ({ ...organisation, otherName })), error };
}
