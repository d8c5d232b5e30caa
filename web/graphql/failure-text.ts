import type { CombinedError } from "urql";
import { forOperator, refusalOf } from "./refusal-of.ts";

/** What went wrong, for whoever looks at the page. */
export interface FailureText {
  readonly title: string;
  readonly details: readonly string[];
}

/** The API's own sentences where it answered; else what is known of why it did not. */
export function failureText(error: CombinedError): FailureText {
  const { graphQLErrors, networkError, response } = error;
  const refusal = refusalOf(error);
  if (refusal) {
    return { title: "You are not signed in", details: [refusal.says, forOperator(refusal.message)] };
  }
  if (graphQLErrors.length > 0) {
    return {
      title: "The API could not answer this",
      details: [...new Set(graphQLErrors.map(({ message }) => message))],
    };
  }
  const status = (response as Response | undefined)?.status;
  if (networkError?.name === "TimeoutError") {
    return { title: "The API did not answer in time", details: ["It was given 20 seconds."] };
  }
  if (status !== undefined && status >= 400) {
    return { title: "The API refused or failed", details: [`It answered with HTTP status ${status}.`] };
  }
  return {
    title: "The API cannot be reached",
    details: ["Is the server running, and is this device connected to it?"],
  };
}

/** Whether the API refuses the question itself, however often it is asked. */
export const isUnanswerable = ({ graphQLErrors }: CombinedError): boolean =>
  graphQLErrors.length > 0 && graphQLErrors.every(({ extensions }) => extensions.code === "BAD_USER_INPUT");
