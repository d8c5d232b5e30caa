import { setTimeout as delay } from "node:timers/promises";
import type { Session } from "neo4j-driver";
import { OutcomeUnknown, Unavailable } from "../model/errors.ts";
import type { Transaction, WriteKey } from "./graph.ts";
import { canBeTriedAgain, isRefusedCommit } from "./neo4j-faults.ts";
import { within } from "./within.ts";

/** How long something that may go well the next time is tried again. */
const retryMs = 3_000;
/** How long the graph is asked what came of a write whose answer was lost: Neo4j may have to start first. */
const findOutMs = 30_000;
const firstPauseMs = 50;
const longestPauseMs = 1_000;

/** A transaction that is open at the server. */
export type OpenTransaction = Awaited<ReturnType<Session["beginTransaction"]>>;

export interface Neo4jWrite<T> {
  readonly work: (transaction: Transaction) => Promise<T>;
  readonly key: WriteKey<T> | undefined;
  readonly limitMs: number;
  /** Opens a session; a transaction of it ends at the server when its time is over. */
  readonly open: () => Session;
  readonly inside: (transaction: OpenTransaction) => Transaction;
  /** Told where nothing came back over a connection. */
  readonly onSilence: () => void;
}

/** How far one try has come. */
interface Try {
  /** Whether an earlier one may have been written. */
  inDoubt: boolean;
  committing: boolean;
  /** Nobody waits for it any more, so that it must not commit. */
  abandoned: boolean;
}

/**
 * Writes once, however often that has to be tried. The driver's own way to try again would run a write anew whose commit
 * went through and whose answer was lost; here the write's key is looked for first.
 * @throws Unavailable when nothing was written in time, OutcomeUnknown when that cannot be found out
 */
export async function writeOnce<T>(write: Neo4jWrite<T>): Promise<T> {
  const deadline = performance.now() + write.limitMs;
  let inDoubt = false;
  let giveUpAt: number | undefined;
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    const state: Try = { inDoubt, committing: false, abandoned: false };
    try {
      return await inTime(write, state, deadline);
    } catch (error) {
      const lost = state.committing && !isRefusedCommit(error);
      const wasInDoubt: boolean = inDoubt;
      inDoubt = state.inDoubt || lost;
      if (giveUpAt === undefined || inDoubt !== wasInDoubt)
        giveUpAt = Math.min(deadline, performance.now() + (inDoubt ? findOutMs : retryMs));
      const again =
        !state.abandoned && (lost || canBeTriedAgain(error)) && performance.now() + pause < giveUpAt;
      if (inDoubt && (!again || !write.key)) throw outcomeUnknown(write.key, error);
      if (!again) throw error;
    }
    // Two writers that were in each other's way would be so again.
    await delay(pause * (0.75 + Math.random() / 2));
  }
}

function inTime<T>(write: Neo4jWrite<T>, state: Try, deadline: number): Promise<T> {
  const left = Math.max(1, Math.floor(deadline - performance.now()));
  return within(left, tryOnce(write, state, left), () => {
    state.abandoned = true;
    return new Unavailable(
      `The change was not written within ${Math.ceil(write.limitMs / 1_000)} s and was stopped: nothing of it is in the graph. Try again, or change less at once.`,
    );
  });
}

async function tryOnce<T>(write: Neo4jWrite<T>, state: Try, timeout: number): Promise<T> {
  const { open, inside, key, work } = write;
  const began = performance.now();
  const session = open();
  let transaction: OpenTransaction | undefined;
  try {
    transaction = await session.beginTransaction({ timeout });
    const seen = inside(transaction);
    const found = state.inDoubt ? await key?.find(seen) : undefined;
    // Either way it is known from here on.
    state.inDoubt = false;
    if (found !== undefined) return found;
    const answer = await work(seen);
    if (state.abandoned) throw new Error("Nobody waits for this write any more");
    state.committing = true;
    // Half of the time that is left is kept for finding out, over another connection, what came of it.
    const patience = Math.max(1, (timeout - (performance.now() - began)) / 2);
    await within(patience, transaction.commit(), () => {
      write.onSilence();
      return new Error("There was no answer to a commit");
    });
    return answer;
  } finally {
    // What is known by now does not wait for a connection that may be gone.
    void endOf(session, transaction).catch(() => {});
  }
}

async function endOf(session: Session, transaction: OpenTransaction | undefined): Promise<void> {
  if (transaction?.isOpen()) await transaction.rollback().catch(() => {});
  await session.close();
}

function outcomeUnknown<T>(key: WriteKey<T> | undefined, cause: unknown): OutcomeUnknown {
  const what =
    "The connection to the graph was lost while the change was committed, and it could not be found out whether it was written.";
  const advice = key?.advice ?? "Look in the audit log before it is tried again: commissioning audit list.";
  return new OutcomeUnknown(`${what} ${advice}`, key?.details, { cause });
}
