import { useEffect, useRef } from "react";
import { useSession } from "../../app/session.tsx";
import { failureText } from "../../graphql/failure-text.ts";
import { FailureBox } from "../../parts/failure.tsx";
import { graphiqlLink } from "../../parts/query-button.tsx";
import type { ShownSource } from "../../parts/source-link.tsx";
import { ConflictPanel } from "./conflict-panel.tsx";
import { DonePanel } from "./done-panel.tsx";
import type { Draft, Values } from "./draft.ts";
import { ErrorSummary } from "./error-summary.tsx";
import { askedOf } from "./field.ts";
import { FieldInput } from "./field-input.tsx";
import type { Form } from "./form.ts";
import { type FieldProblem, fieldProblems, readForm } from "./form-input.ts";
import { type DraftInUse, useDraft } from "./use-draft.ts";
import { type Submission, useSubmission } from "./use-submission.ts";

interface ChangeFormProps {
  readonly form: Form;
  /** Names what is typed. */
  readonly name: string;
  /** What is filled in to begin with. */
  readonly given: Values;
  /** What the input has beside what is asked. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly revision: number;
  readonly sources: readonly ShownSource[];
}

/** A form, what came of sending it, and all that was typed until it is recorded. */
export function ChangeForm({ form, name, given, fixed, revision, sources }: ChangeFormProps) {
  const { askAnew } = useSession();
  const kept = useDraft(name, given, revision);
  const { submission, setSubmission, send } = useSubmission(form.document, () => {
    kept.forget();
    askAnew();
  });
  const inputOf = (draft: Draft) => ({
    ...fixed,
    ...readForm(form.fields, draft.values).input,
    expectedRevision: draft.revision,
    idempotencyKey: draft.key,
  });
  const submit = (draft: Draft) => {
    const { problems } = readForm(form.fields, draft.values);
    if (problems.length > 0) return setSubmission({ kind: "unready", problems });
    void send(inputOf(draft));
  };
  const problems = problemsOf(submission, form, kept.draft.values);
  const restart = (since: number) => {
    kept.discard(since);
    setSubmission({ kind: "editing" });
  };
  return (
    <div className="curate">
      <Outcome
        {...{ form, submission, problems, kept, submit }}
        onAnother={(written) => restart(Math.max(revision, written))}
        isRepeatable={Object.keys(fixed).length === 0}
      />
      {submission.kind !== "done" && (
        <form
          noValidate
          aria-busy={submission.kind === "sending"}
          onSubmit={(event) => {
            event.preventDefault();
            if (submission.kind !== "sending") submit(kept.draft);
          }}
        >
          {kept.isRestored && (
            <p className="note">
              What you typed earlier is still here.{" "}
              <button type="button" className="button-secondary" onClick={() => restart(revision)}>
                Start afresh
              </button>
            </p>
          )}
          {askedOf(form.fields, kept.draft.values).map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              values={kept.draft.values}
              error={problems.find((problem) => problem.field === field.name)?.message}
              sources={sources}
              onChange={kept.change}
            />
          ))}
          <p>
            <button type="submit" className="button" aria-disabled={submission.kind === "sending"}>
              {form.submit}
            </button>{" "}
            <a
              className="button-secondary"
              href={graphiqlLink({ document: form.document, variables: { input: inputOf(kept.draft) } })}
            >
              Show me the mutation
            </a>
          </p>
          <p role="status">{submission.kind === "sending" && "Sending…"}</p>
        </form>
      )}
    </div>
  );
}

function problemsOf(submission: Submission, { fields }: Form, values: Values): readonly FieldProblem[] {
  if (submission.kind === "unready") return submission.problems;
  return submission.kind === "invalid" ? fieldProblems(submission.problems, fields, values) : [];
}

interface OutcomeProps {
  readonly form: Form;
  readonly submission: Submission;
  readonly problems: readonly FieldProblem[];
  readonly kept: DraftInUse;
  readonly submit: (draft: Draft) => void;
  readonly onAnother: (revision: number) => void;
  readonly isRepeatable: boolean;
}

/** What came of sending the form; whoever sent it is led to it. */
function Outcome(props: OutcomeProps) {
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

function OutcomeInWords({ form, submission, problems, kept, submit, ...props }: OutcomeProps) {
  switch (submission.kind) {
    case "editing":
    case "sending":
      return null;
    case "unready":
    case "invalid":
      return <ErrorSummary problems={problems} />;
    case "failed": {
      const { title, details } = failureText(submission.error);
      const isUnknown = submission.error.graphQLErrors.length === 0;
      const said = isUnknown
        ? [...details, "It may have been recorded nonetheless: trying again records it once."]
        : details;
      return <FailureBox title={title} details={said} onRetry={() => submit(kept.draft)} />;
    }
    case "conflict":
      return (
        <ConflictPanel
          {...{ form, draft: kept.draft }}
          title="Somebody changed this meanwhile"
          says={`Nothing was written. You opened this form at revision ${kept.draft.revision}; the dataset is at ${submission.revision} now. Look at what was changed, then record what you typed, or mend it below first.`}
          changes={submission.since}
          anyway={`Record anyway, on revision ${submission.revision}`}
          onAnyway={() => submit(kept.accept(submission.revision))}
        />
      );
    case "reused":
      return (
        <ConflictPanel
          {...{ form, draft: kept.draft }}
          title="What you sent first was recorded"
          says="Its answer was lost on the way, and you have changed what you typed since. Nothing more was written."
          changes={[submission.record]}
          anyway="Record what is typed now as well"
          onAnyway={() => submit(kept.renew(submission.record.revision))}
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
