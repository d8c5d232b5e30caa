import type { Transaction } from "./graph.ts";
import { writeKnownTime } from "./write-known-time.ts";
import { writeRevisions } from "./write-revisions.ts";

/** What a version of the schema changed in graphs that are there. */
export interface SchemaStep {
  readonly version: number;
  /** @returns what was done, such as "revisions were written for 31,204 facts" */
  readonly carry: (transaction: Transaction) => Promise<string>;
}

/**
 * In the order of versions. A version without a step changed nothing in them: 2 and 3 brought indexes, which are made at
 * every opening, and a field that is added is not said yet.
 */
export const schemaSteps: readonly SchemaStep[] = [
  { version: 4, carry: writeRevisions },
  { version: 5, carry: writeKnownTime },
];
