import { useState } from "react";
import { inCounts } from "../../parts/figures.ts";
import { ConflictCard } from "./conflict-card.tsx";
import type { Conflict, ConflictRule } from "./conflicts-query.ts";

interface RuleConflictsProps {
  readonly rule: ConflictRule;
  readonly conflicts: readonly Conflict[];
}

/** As many as are drawn at a time. */
const atOnce = 25;

const severities = {
  ERROR: "The facts cannot all be true",
  WARNING: "Bodies or statements disagree",
  INFO: "Worth a look",
  GAP: "A gap: not known",
} as const;

/** The conflicts that one rule found; none is drawn where it found none. */
export function RuleConflicts({ rule: { name, meaning, severity }, conflicts }: RuleConflictsProps) {
  const [shown, setShown] = useState(atOnce);
  if (conflicts.length === 0) return null;
  const left = conflicts.length - shown;
  return (
    <section aria-labelledby={`rule-${name}`}>
      <h2 id={`rule-${name}`}>
        {meaning.replace(/\.$/, "")}: {inCounts(conflicts.length)}
      </h2>
      <p className={`severity severity-${severity.toLowerCase()}`}>
        {severities[severity]}. Rule: <code>{name}</code>
      </p>
      {conflicts.slice(0, shown).map((conflict) => (
        <ConflictCard key={keyOf(conflict)} conflict={conflict} />
      ))}
      {left > 0 && (
        <button type="button" className="button-secondary" onClick={() => setShown(shown + atOnce)}>
          Show {inCounts(Math.min(left, atOnce))} more of {inCounts(left)}
        </button>
      )}
    </section>
  );
}

function keyOf({ subject, message, facts }: Conflict): string {
  return [subject.code, message, ...facts.map(({ factId }) => factId)].join(" ");
}
