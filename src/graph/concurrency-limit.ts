import { Overloaded } from "../model/errors.ts";

/** How much of a kind of work is done at once, and how much more waits for it. */
export interface ConcurrencyBounds {
  readonly atOnce: number;
  readonly waiting: number;
}

export interface WaitBounds {
  /** Refused after so long; Infinity for what has begun and cannot be refused any more. */
  readonly waitMs: number;
  /** Aborted when nobody wants it any more: its place is given to the next. */
  readonly signal?: AbortSignal | undefined;
}

/** Lets a bounded number in at once; the others wait in the order in which they came. */
export interface ConcurrencyLimit {
  /**
   * @returns how to leave, which may be called more than once
   * @throws Overloaded where too many wait already or it was waited too long, else what the signal was aborted with
   */
  enter(bounds: WaitBounds): Promise<() => void>;
  /** How many are in, and how many wait. */
  count(): { readonly within: number; readonly waiting: number };
}

interface Waiting {
  readonly letIn: () => void;
}

export function createConcurrencyLimit({ atOnce, waiting }: ConcurrencyBounds): ConcurrencyLimit {
  const queue = new Set<Waiting>();
  let within = 0;

  const leaving = () => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      within--;
      const [next] = queue;
      next?.letIn();
    };
  };

  const wait = ({ waitMs, signal }: WaitBounds) =>
    new Promise<void>((resolve, reject) => {
      const end = (finish: () => void) => {
        queue.delete(one);
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        finish();
      };
      const onAbort = () => end(() => reject(signal?.reason));
      const one: Waiting = {
        letIn() {
          within++;
          end(resolve);
        },
      };
      const timer = Number.isFinite(waitMs)
        ? setTimeout(() => end(() => reject(overloaded())), waitMs)
        : undefined;
      signal?.addEventListener("abort", onAbort, { once: true });
      queue.add(one);
    });

  return {
    async enter(bounds) {
      bounds.signal?.throwIfAborted();
      if (within < atOnce) within++;
      else if (queue.size >= waiting && Number.isFinite(bounds.waitMs)) throw overloaded();
      else await wait(bounds);
      return leaving();
    },
    count: () => ({ within, waiting: queue.size }),
  };
}

/** When a client may try again, in seconds: most of what is waited for has ended by then. */
const retryAfterSeconds = 5;

const overloaded = () =>
  new Overloaded(
    `The server is answering as much as it can. Try again in ${retryAfterSeconds} seconds, or ask for less at once.`,
    { retryAfterSeconds },
  );
