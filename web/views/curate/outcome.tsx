import { useEffect, useRef } from "react";
import type { CombinedError } from "urql";
import { failureText } from "../../graphql/failure-text.ts";
import { FailureBox, RetryButton } from "../../parts/failure.tsx";
import { ConflictPanel } from "./conflict-panel.tsx";
import { DonePanel } from "./done-panel.tsx";
import type { Draft } from "./draft.ts";
import { ErrorSummary } from "./error-summary.tsx";
import type { Form } from "./form.ts";
import type { FieldProblem } from "./form-input.ts";
import type { DraftInUse } from "./use-draft.ts";
import type { Submission } from "./use-submission.ts";

interface OutcomeProps {
  readonly form: Form;
  readonly submission: Submission;
  readonly problems: readonly FieldProblem[];
  readonly inUse: DraftInUse;
  readonly submit: (draft: Draft) => void;
  readonly onAnother: (revision: number) => void;
  readonly isRepeatable: boolean;
}

/** What came of sending the form; whoever sent it is led to it. */
export function Outcome(props: OutcomeProps) {
  const { submission } = props;
  const box = useRef<HTMLDivElement>(null);
  const isThere = submission.kind !== "editing" && submission.kind !== "sending";
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each outcome
  useEffect(() => {
    if (isThere) box.current?.focus();
  }, [submission]);
  if (!isThere) return null;
  // The box of a failure is an alert by itself.
  const isFailure = submission.kind === "failed";
  const className = submission.kind === "done" ? "outcome done" : "outcome failure";
  return (
    <div
      ref={box}
      tabIndex={-1}
      role={isFailure ? undefined : "alert"}
      className={isFailure ? undefined : className}
    >
      <OutcomeInWords {...props} />
    </div>
  );
}

function OutcomeInWords({ form, submission, problems, inUse, submit, ...props }: OutcomeProps) {
  switch (submission.kind) {
    case "editing":
    case "sending":
      return null;
    case "unready":
    case "invalid":
      return <ErrorSummary problems={problems} />;
    case "failed":
      return <Failed error={submission.error} onRetry={() => submit(inUse.draft)} />;
    case "conflict":
      return (
        <ConflictPanel
          {...{ form, draft: inUse.draft }}
          title="Somebody changed this meanwhile"
          says={`Nothing was written. You opened this form at revision ${inUse.draft.revision}; the dataset is at ${submission.revision} now. Look at what was changed, then record what you typed, or mend it below first.`}
          changes={submission.since}
          anyway={`Record anyway, on revision ${submission.revision}`}
          onAnyway={() => submit(inUse.accept(submission.revision))}
        />
      );
    case "reused":
      return (
        <ConflictPanel
          {...{ form, draft: inUse.draft }}
          title="What you sent first was recorded"
          says="Its answer was lost on the way, and you have changed what you typed since. Nothing more was written."
          changes={[submission.record]}
          anyway="Record what is typed now as well"
          onAnyway={() => submit(inUse.renew(submission.record.revision))}
        />
      );
    case "done":
      return (
        <DonePanel
          written={submission.written}
          onAnother={props.isRepeatable ? () => props.onAnother(submission.written.revision) : undefined}
        />
      );
    default:
      return submission satisfies never;
  }
}

/** Where no answer came, nobody knows whether it was recorded. */
function Failed({ error, onRetry }: { readonly error: CombinedError; readonly onRetry: () => void }) {
  const { title, details } = failureText(error);
  const isUnknown = error.graphQLErrors.length === 0;
  const said = isUnknown
    ? [...details, "It may have been recorded nonetheless: trying again records it once."]
    : details;
  return <FailureBox title={title} details={said} action={<RetryButton onRetry={onRetry} />} />;
}
