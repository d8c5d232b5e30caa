import { useSession } from "../../app/session.tsx";
import { graphiqlLink } from "../../parts/query-button.tsx";
import type { ShownSource } from "../../parts/source-link.tsx";
import type { Draft, Values } from "./draft.ts";
import { askedOf } from "./field.ts";
import { FieldInput } from "./field-input.tsx";
import type { Form } from "./form.ts";
import { type FieldProblem, fieldProblems, readForm } from "./form-input.ts";
import { Outcome } from "./outcome.tsx";
import { useDraft } from "./use-draft.ts";
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
  const inUse = useDraft(name, given, revision);
  const { submission, setSubmission, send } = useSubmission(form.document, () => {
    inUse.forget();
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
  const problems = problemsOf(submission, form, inUse.draft.values);
  const restart = (since: number) => {
    inUse.discard(since);
    setSubmission({ kind: "editing" });
  };
  const isSending = submission.kind === "sending";
  return (
    <div className="curate">
      <Outcome
        {...{ form, submission, problems, inUse, submit }}
        onAnother={(written) => restart(Math.max(revision, written))}
        isRepeatable={Object.keys(fixed).length === 0}
      />
      {submission.kind !== "done" && (
        <form
          noValidate
          aria-busy={isSending}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isSending) submit(inUse.draft);
          }}
        >
          {inUse.isRestored && <Restored onRestart={() => restart(revision)} />}
          <Questions {...{ form, problems, sources }} values={inUse.draft.values} onChange={inUse.change} />
          <p>
            <button type="submit" className="button" aria-disabled={isSending}>
              {form.submit}
            </button>{" "}
            <a
              className="button-secondary"
              href={graphiqlLink({ document: form.document, variables: { input: inputOf(inUse.draft) } })}
            >
              Show me the mutation
            </a>
          </p>
          <p role="status">{isSending && "Sending…"}</p>
        </form>
      )}
    </div>
  );
}

function problemsOf(submission: Submission, { fields }: Form, values: Values): readonly FieldProblem[] {
  if (submission.kind === "unready") return submission.problems;
  return submission.kind === "invalid" ? fieldProblems(submission.problems, fields, values) : [];
}

function Restored({ onRestart }: { readonly onRestart: () => void }) {
  return (
    <p className="note">
      What you typed earlier is still here.{" "}
      <button type="button" className="button-secondary" onClick={onRestart}>
        Start afresh
      </button>
    </p>
  );
}

interface QuestionsProps {
  readonly form: Form;
  readonly values: Values;
  readonly problems: readonly FieldProblem[];
  readonly sources: readonly ShownSource[];
  readonly onChange: (values: Values) => void;
}

function Questions({ form, values, problems, sources, onChange }: QuestionsProps) {
  return askedOf(form.fields, values).map((field) => (
    <FieldInput
      key={field.name}
      field={field}
      values={values}
      error={problems.find((problem) => problem.field === field.name)?.message}
      sources={sources}
      onChange={onChange}
    />
  ));
}
