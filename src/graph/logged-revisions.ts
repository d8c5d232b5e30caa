import type { AuditRecord } from "../model/audit.ts";
import type { Instant } from "../model/dates.ts";
import type { LoggedFact } from "../model/facts.ts";

/**
 * Which revision brought what, as the audit log tells. A small change names its facts; of a large one only the instant
 * is kept, and what it wrote was recorded then.
 */
export class LoggedRevisions {
  readonly #changes: { readonly recordedAt: Instant; readonly revision: number; readonly named: boolean }[] =
    [];
  readonly #added = new Map<string, number>();
  readonly #instants = new Map<number, Instant>();

  take({ recordedAt, revision, after }: AuditRecord): void {
    this.#changes.push({ recordedAt, revision, named: after !== null });
    this.#instants.set(revision, recordedAt);
    for (const fact of after?.facts ?? []) this.#added.set(nameOf(fact), revision);
  }

  /** Of a fact: only a seed says that it learned something later than it was written. */
  added(fact: Recorded): number {
    const { recordedAt } = fact;
    return (
      this.#added.get(nameOf(fact)) ?? this.#latest(recordedAt, ({ named }) => !named) ?? this.at(recordedAt)
    );
  }

  /** The revision that an instant was the last of, or the first where it is earlier than all. */
  at(instant: Instant): number {
    return this.#latest(instant, () => true) ?? this.#changes[0]?.revision ?? 1;
  }

  /** When what a revision wrote was recorded; absent where the dataset never had it. */
  instantOf(revision: number): Instant | undefined {
    return this.#instants.get(revision);
  }

  #latest(instant: Instant, fits: (change: { readonly named: boolean }) => boolean): number | undefined {
    return this.#changes.findLast((change) => change.recordedAt <= instant && fits(change))?.revision;
  }
}

type Recorded = Pick<LoggedFact, "factId" | "recordedAt">;
/** Versions of a claim have one id, and each its own instant. */
const nameOf = ({ factId, recordedAt }: Recorded): string => `${factId} ${recordedAt}`;
