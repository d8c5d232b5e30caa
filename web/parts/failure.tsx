import type { CombinedError } from "urql";
import { failureText } from "../graphql/failure-text.ts";

interface FailureBoxProps {
  readonly title: string;
  readonly details: readonly string[];
  readonly onRetry: () => void;
}

/** Says what happened, and offers to try again. */
export function FailureBox({ title, details, onRetry }: FailureBoxProps) {
  return (
    <div className="failure" role="alert">
      <h2>{title}</h2>
      {details.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

/** What a query failed with. */
export function Failure({ error, onRetry }: { readonly error: CombinedError; readonly onRetry: () => void }) {
  return <FailureBox {...failureText(error)} onRetry={onRetry} />;
}
