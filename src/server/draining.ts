import { setTimeout as delay } from "node:timers/promises";

/** A server that is about to stop: whoever sends it requests is to see that in time, and send them elsewhere. */
export interface Draining {
  /** A sentence for whoever asks whether it is ready; undefined until it is told to stop. */
  reason(): string | undefined;
  /** Says so from now on, and waits until that has been seen. All is answered meanwhile. */
  begin(): Promise<void>;
}

/** @param drainMs how long it takes until it has been seen */
export function createDraining(drainMs: number): Draining {
  let draining = false;
  return {
    reason: () => (draining ? "The server is stopping: send requests elsewhere." : undefined),
    async begin() {
      draining = true;
      if (drainMs > 0) await delay(drainMs);
    },
  };
}
