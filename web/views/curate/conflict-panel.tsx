import { ChangeSince } from "./change-since.tsx";
import type { Draft } from "./draft.ts";
import type { Form } from "./form.ts";
import type { AuditFields } from "./outcome-fields.ts";
import { typedLines } from "./typed-lines.ts";

interface ConflictPanelProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly title: string;
  readonly says: string;
  readonly changes: readonly AuditFields[];
  /** What the button says, which records what is typed all the same. */
  readonly anyway: string;
  readonly onAnyway: () => void;
}

/** What somebody else changed, beside what is typed: nothing of either is lost. */
export function ConflictPanel({ form, draft, title, says, changes, anyway, onAnyway }: ConflictPanelProps) {
  return (
    <>
      <h2>{title}</h2>
      <p>{says}</p>
      <div className="side-by-side">
        <section>
          <h3>What you typed</h3>
          <dl className="typed">
            {typedLines(form.fields, draft.values).map(({ label, text }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3>What was changed meanwhile</h3>
          {changes.map((record) => (
            <ChangeSince key={record.revision} record={record} />
          ))}
        </section>
      </div>
      <button type="button" className="button" onClick={onAnyway}>
        {anyway}
      </button>
    </>
  );
}
