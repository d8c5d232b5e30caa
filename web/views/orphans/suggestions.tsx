import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { RecordLink, useIsSignedIn } from "../../parts/change-links.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import type { OrphanRow, OrphansQuestion } from "./orphans-query.ts";
import { suggestionsQuery } from "./suggestions-query.ts";

interface SuggestionsProps {
  readonly practice: OrphanRow;
  readonly question: OrphansQuestion;
}

/** Which consortia a practice's neighbours are in, in words and counts; asked when its row is opened. */
export function Suggestions({ practice: { code, name }, question }: SuggestionsProps) {
  const linkTo = useLinkTo();
  const isSignedIn = useIsSignedIn();
  const { data, answered, error, retry } = useViewQuery(suggestionsQuery, {
    code,
    asOf: question.asOf ?? null,
    knownAt: question.knownAt ?? null,
    atRevision: question.atRevision ?? null,
  });
  const found = answered?.code === code ? data?.organisation : undefined;
  const suggestions = found && "suggestedConsortia" in found ? found.suggestedConsortia : undefined;
  return (
    <section aria-label={`Suggestions for ${name}`}>
      {error && <Failure error={error} onRetry={retry} />}
      {!error && !suggestions && <Waiting />}
      {suggestions?.length === 0 && <p>No practice around it is in a consortium.</p>}
      {suggestions && suggestions.length > 0 && (
        <>
          <p>Where its neighbours are. This is evidence, not a finding: nobody has placed the practice.</p>
          <ul className="suggestions">
            {suggestions.map(({ consortium, sharePct, evidence }) => (
              <li key={consortium.code}>
                <Link
                  href={linkTo(`/organisations/${consortium.code}`)}
                  className={consortium.confidence === "SYNTHETIC" ? "synthetic" : undefined}
                >
                  {consortium.name}
                </Link>
                , {sharePct}%: {evidence}.{" "}
                {isSignedIn && (
                  <RecordLink form="membership" given={{ member: code, group: consortium.code }}>
                    {`Record a membership of ${consortium.name}…`}
                  </RecordLink>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {isSignedIn && (
        <p>
          <RecordLink form="membership" given={{ member: code }}>
            Record a membership…
          </RecordLink>{" "}
          <RecordLink form="outside" given={{ practice: code }}>
            Record as outside…
          </RecordLink>
        </p>
      )}
    </section>
  );
}
