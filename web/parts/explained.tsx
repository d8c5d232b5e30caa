import { type ReactNode, useEffect, useState } from "react";
import { readGlossary, type Term } from "./glossary.ts";
import "./explained.css";

interface ExplainedProps {
  readonly term: Term;
  readonly children: ReactNode;
}

/** A word that opens to what the glossary says of it, in its place. */
export function Explained({ term, children }: ExplainedProps) {
  const [isOpen, setOpen] = useState(false);
  const meaning = useMeaning(term, isOpen);
  return (
    <details className="explained" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary title={`What “${term}” means here`}>{children}</summary>
      {isOpen && <span className="explained-text">{meaning ?? "Loading…"}</span>}
    </details>
  );
}

/** From the documentation's own glossary, which is loaded once somebody asks. */
function useMeaning(term: Term, isAsked: boolean): string | undefined {
  const [glossary, setGlossary] = useState<ReadonlyMap<string, string>>();
  useEffect(() => {
    if (!isAsked) return;
    let isLeft = false;
    void import("../../docs/glossary.md?raw").then(({ default: markdown }) => {
      if (!isLeft) setGlossary(readGlossary(markdown));
    });
    return () => {
      isLeft = true;
    };
  }, [isAsked]);
  return glossary?.get(term);
}
