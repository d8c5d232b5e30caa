import { useEffect, useRef, useState } from "react";
import { type CombinedError, useClient } from "urql";
import type { ChangeDocument } from "./form.ts";
import type { FieldProblem } from "./form-input.ts";
import type { AuditFields, ChangeOutcome, Refused, Written } from "./outcome-fields.ts";

type Problems = Extract<Refused, { __typename: "InvalidInput" }>["problems"];

/** How far a change has come. */
export type Submission =
  | { readonly kind: "editing" | "sending" }
  /** It was not sent: something is missing, or cannot be read. */
  | { readonly kind: "unready"; readonly problems: readonly FieldProblem[] }
  /** Nobody knows whether it was written. */
  | { readonly kind: "failed"; readonly error: CombinedError }
  | { readonly kind: "invalid"; readonly problems: Problems }
  | { readonly kind: "conflict"; readonly revision: number; readonly since: readonly AuditFields[] }
  | { readonly kind: "reused"; readonly record: AuditFields }
  | { readonly kind: "done"; readonly written: Written };

/** What came of a change that was sent. */
export function submissionOf(outcome: ChangeOutcome): Submission {
  switch (outcome.__typename) {
    case "InvalidInput":
      return { kind: "invalid", problems: outcome.problems };
    case "RevisionConflict":
      return { kind: "conflict", revision: outcome.revision, since: outcome.since };
    case "IdempotencyKeyReused":
      return { kind: "reused", record: outcome.auditRecord };
    default:
      return { kind: "done", written: outcome };
  }
}

/** Sends a change. Where somebody leaves the page before it is answered, its draft stays, and sending it again records it once. */
export function useSubmission(document: ChangeDocument, onDone: () => void) {
  const client = useClient();
  const [submission, setSubmission] = useState<Submission>({ kind: "editing" });
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const send = async (input: object) => {
    setSubmission({ kind: "sending" });
    const { data, error } = await client.mutation(document, { input }).toPromise();
    if (!here.current) return;
    if (error || !data) return setSubmission({ kind: "failed", error: error as CombinedError });
    const next = submissionOf(data.result as ChangeOutcome);
    setSubmission(next);
    if (next.kind === "done") onDone();
  };
  return { submission, setSubmission, send };
}
