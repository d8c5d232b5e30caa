import type { Transaction, WriteKey } from "./graph.ts";
import { type SchemaStep, schemaSteps } from "./schema-steps.ts";
import { graphSchemaVersion, lockSchemaVersion, noteSchemaVersion } from "./statements/graph-schema.ts";

/** Told in a sentence what was done to a graph that an older program wrote. */
export type OnCarriedForward = (sentence: string) => void;

/** Whether a graph has to be carried forward. @param stored its version, as read; none where nothing was ever written */
export const isOlder = ([stored]: readonly number[]): boolean =>
  stored !== undefined && stored < graphSchemaVersion;

/**
 * Brings a graph that an older program wrote to this one's schema, inside one transaction, so that it is all done or not
 * begun. What it says stays the same, and its revision and audit log with it.
 * @returns what was done; null where nothing had to be, since another process has done it
 * @throws Unavailable when a newer program has carried it further
 */
export async function carryForward(
  transaction: Transaction,
  steps: readonly SchemaStep[] = schemaSteps,
): Promise<string | null> {
  const stored = await transaction.run(lockSchemaVersion, {});
  if (!isOlder(stored)) return null;
  const [from = 0] = stored;
  const done: string[] = [];
  for (const { version, carry } of steps) if (version > from) done.push(await carry(transaction));
  await transaction.run(noteSchemaVersion, {});
  return sentence(from, done);
}

/** The write of it, with how it is known again where the answer to its commit was lost. */
export function carrying(): {
  readonly work: (transaction: Transaction) => Promise<string | null>;
  readonly key: WriteKey<string | null>;
} {
  let done: string | null = null;
  return {
    work: async (transaction) => {
      done = await carryForward(transaction);
      return done;
    },
    key: {
      find: async (transaction) => (isOlder(await transaction.run(lockSchemaVersion, {})) ? undefined : done),
      advice: "Open the graph again: what was not done is done then.",
    },
  };
}

function sentence(from: number, done: readonly string[]): string {
  const before = from === 0 ? "a version that was not noted" : `version ${from}`;
  const what = done.length === 0 ? "nothing that it holds had to be changed" : done.join("; ");
  return `The graph was carried forward from ${before} of its schema to version ${graphSchemaVersion}: ${what}. Programs that know older versions alone refuse it from now on.`;
}
