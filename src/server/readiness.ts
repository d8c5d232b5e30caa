import type { Graph } from "../graph/graph.ts";
import { countOrganisations } from "../graph/statements/recording.ts";
import { Unavailable } from "../model/errors.ts";

const retryMs = 2_000;

export interface ReadinessEvents {
  /** Fills an empty graph. */
  readonly seed: () => Promise<unknown>;
  readonly onWaiting: (reason: Unavailable) => void;
  readonly onReady: (organisations: number) => void;
}

/** Whether the graph can answer, and why not yet. */
export interface Readiness {
  /** A sentence for users; undefined once the graph is ready. */
  notReady(): string | undefined;
  /**
   * Reaches the graph and seeds an empty one. A graph that is unreachable is tried again in the background.
   * @throws whatever else goes wrong, such as a seed that cannot be written
   */
  prepare(): Promise<void>;
  /** Stops trying. */
  stop(): Promise<void>;
}

export function createReadiness(graph: Graph, events: ReadinessEvents): Readiness {
  let reason: string | undefined = "The graph is being opened. Try again in a moment.";
  let timer: NodeJS.Timeout | undefined;
  let attempt = Promise.resolve();
  let stopped = false;

  const reachAndSeed = async () => {
    await graph.checkHealth();
    if ((await organisationsIn(graph)) === 0) {
      reason = "The graph is being filled for the first time. Try again in a moment.";
      await events.seed();
    }
    const organisations = await organisationsIn(graph);
    reason = undefined;
    events.onReady(organisations);
  };

  const tryOnce = async (onFault: (error: unknown) => void) => {
    try {
      await reachAndSeed();
    } catch (error) {
      if (!(error instanceof Unavailable)) return onFault(error);
      reason = "The graph cannot be reached at the moment. Try again in a few seconds.";
      if (stopped) return;
      events.onWaiting(error);
      timer = setTimeout(() => {
        attempt = tryOnce(giveUp);
      }, retryMs);
    }
  };

  const giveUp = (error: unknown) => {
    reason = "The graph could not be filled; the reason is in the server's log.";
    events.onWaiting(new Unavailable(reason, {}, { cause: error }));
  };

  return {
    notReady: () => reason,
    prepare() {
      const first = tryOnce((error) => {
        throw error;
      });
      attempt = first.catch(() => {});
      return first;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await attempt;
    },
  };
}

/** How many organisations the graph holds; a graph with none has not been seeded. */
export async function organisationsIn(graph: Graph): Promise<number> {
  return (await graph.read(countOrganisations, {}))[0] ?? 0;
}
