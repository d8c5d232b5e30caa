import { Link } from "wouter";
import { useLinkTo } from "../app/clocks.ts";
import { useSession } from "../app/session.tsx";

/** Whether somebody is signed in, so that the ways to change the graph are shown. */
export const useIsSignedIn = (): boolean => useSession().token !== null;

interface FactLinksProps {
  /** Code of an organisation that the fact is about. */
  readonly of: string;
  readonly factId: string;
  /** A succession happens, and does not end. */
  readonly ends: boolean;
}

/** The ways to end and to retract a fact. */
export function FactLinks({ of, factId, ends }: FactLinksProps) {
  const linkTo = useLinkTo();
  return (
    <>
      {ends && <Link href={linkTo("/curate", { do: "end", of, fact: factId })}>End…</Link>}{" "}
      <Link href={linkTo("/curate", { do: "retract", of, fact: factId })}>Retract…</Link>
    </>
  );
}

interface RecordLinkProps {
  /** The form's name, and what it is filled in with. */
  readonly form: "membership" | "outside";
  readonly given: Readonly<Record<string, string>>;
  readonly children: string;
}

/** The way to a form, filled in: nothing is recorded until somebody does so. */
export function RecordLink({ form, given, children }: RecordLinkProps) {
  const linkTo = useLinkTo();
  return <Link href={linkTo("/curate", { do: form, ...given })}>{children}</Link>;
}
