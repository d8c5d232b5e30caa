import type { ReactNode } from "react";
import type { CombinedError } from "urql";
import { Link, useLocation, useSearch } from "wouter";
import { failureText, isUnanswerable } from "../graphql/failure-text.ts";

interface FailureBoxProps {
  readonly title: string;
  readonly details: readonly string[];
  readonly action: ReactNode;
}

/** Says what happened, and offers what can be done about it. */
export function FailureBox({ title, details, action }: FailureBoxProps) {
  return (
    <div className="failure" role="alert">
      <h2>{title}</h2>
      {details.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {action}
    </div>
  );
}

export function RetryButton({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <button type="button" className="button" onClick={onRetry}>
      Try again
    </button>
  );
}

/** What a query failed with. What the address asks in vain it asks in vain again, so that the page is offered without it. */
export function Failure({ error, onRetry }: { readonly error: CombinedError; readonly onRetry: () => void }) {
  const search = useSearch();
  const [path] = useLocation();
  const text = failureText(error);
  if (search === "" || !isUnanswerable(error))
    return <FailureBox {...text} action={<RetryButton onRetry={onRetry} />} />;
  return (
    <FailureBox
      {...text}
      action={<Link href={path}>Show this page without what its address asks for</Link>}
    />
  );
}
