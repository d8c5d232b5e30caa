import { instantInWords } from "../../app/months.ts";
import { FactsTable } from "../../parts/facts-table.tsx";
import { inCounts } from "../../parts/figures.ts";
import { inEnglishWords } from "../../parts/words.ts";
import type { AuditFields } from "./outcome-fields.ts";

/** A change that somebody made: who, when, why, and what it did. */
export function ChangeSince({ record }: { readonly record: AuditFields }) {
  const { revision, at, who, action, reason, counts, before, after } = record;
  const isWhole = before !== null && after !== null;
  const organisations = after?.organisations ?? [];
  return (
    <section aria-label={`Revision ${revision}`}>
      <p>
        <strong>Revision {revision}</strong>, {instantInWords(at)}, by {who} ({inEnglishWords(action)}):{" "}
        {reason}
      </p>
      {!isWhole && (
        <p>
          It is too large to be shown: {inCounts(counts.facts)} facts recorded, {inCounts(counts.retracted)}{" "}
          retracted, {inCounts(counts.organisations + counts.redescribed)} organisations described.
        </p>
      )}
      {before && before.facts.length > 0 && (
        <>
          <p>No longer believed:</p>
          <FactsTable facts={before.facts} caption={`No longer believed since revision ${revision}`} />
        </>
      )}
      {after && after.facts.length > 0 && (
        <>
          <p>Believed now:</p>
          <FactsTable facts={after.facts} caption={`Believed since revision ${revision}`} />
        </>
      )}
      {organisations.length > 0 && (
        <p>Described anew: {organisations.map(({ name, code }) => `${name} (${code})`).join(", ")}.</p>
      )}
    </section>
  );
}
