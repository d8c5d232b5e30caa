import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { FactsTable } from "../../parts/facts-table.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import type { Conflict } from "./conflicts-query.ts";

/** What contradicts what, and the facts side by side. */
export function ConflictCard({ conflict: { message, subject, facts } }: { readonly conflict: Conflict }) {
  const linkTo = useLinkTo();
  return (
    <article className="conflict">
      <h3>{message}</h3>
      <p>
        About{" "}
        <Link
          href={linkTo(`/organisations/${subject.code}`)}
          className={subject.confidence === "SYNTHETIC" ? "synthetic" : undefined}
        >
          {subject.name}
        </Link>
        , {inEnglishWords(subject.kind)} {subject.code}.
      </p>
      {facts.length > 0 && (
        <FactsTable facts={facts} caption={`Facts about ${subject.name}, side by side`} isChangeable />
      )}
    </article>
  );
}
