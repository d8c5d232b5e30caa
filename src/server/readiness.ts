import type { Graph, ReadOptions } from "../graph/graph.ts";
import { countOrganisations } from "../graph/statements/recording.ts";
import type { IsoDate } from "../model/dates.ts";
import { Unavailable } from "../model/errors.ts";

const retryMs = 2_000;
/** For a graph that names no reference date: the day on which PCTs' plans were first reported for all of England. */
export const defaultReferenceDate = "2011-04-01" as IsoDate;

export interface ReadinessEvents {
  /** Whether a graph that cannot be used now may come up by itself; else the server does not start. */
  readonly mayComeUp: (reason: unknown) => boolean;
  /** Fills an empty graph; or why nothing does, in a sentence for users. */
  readonly seed: (() => Promise<unknown>) | string;
  readonly onWaiting: (reason: unknown, attempts: number) => void;
  readonly onEmpty: (sentence: string) => void;
  readonly onReady: (organisations: number) => unknown;
}

/** Whether the graph can answer, and why not yet. */
export interface Readiness {
  /** A sentence for users; undefined once the graph is ready. */
  notReady(): string | undefined;
  /** It is not ready because it holds nothing: commands may fill it. */
  isEmpty(): boolean;
  /**
   * Reaches the graph and seeds an empty one. One that is unreachable, or that is left empty, is tried again in the
   * background.
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
  let attempts = 0;
  let empty = false;
  let stopped = false;

  const reachAndSeed = async () => {
    await graph.checkHealth();
    if ((await organisationsIn(graph)) === 0) {
      if (typeof events.seed === "string") return leaveEmpty(events.seed);
      reason = "The graph is being filled for the first time. Try again in a moment.";
      await seedUnlessSeeded(graph, events.seed);
    }
    const organisations = await organisationsIn(graph);
    empty = false;
    reason = undefined;
    await events.onReady(organisations);
  };

  const again = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      attempt = reachAndSeed().catch(tryLater);
    }, retryMs);
  };

  const leaveEmpty = (sentence: string) => {
    reason = sentence;
    if (!empty) events.onEmpty(sentence);
    empty = true;
    again();
  };

  const tryLater = (error: unknown) => {
    empty = false;
    reason =
      error instanceof Unavailable
        ? error.message
        : "The graph cannot be reached at the moment. Try again in a few seconds.";
    if (!stopped) events.onWaiting(error, ++attempts);
    again();
  };

  return {
    notReady: () => reason,
    isEmpty: () => empty,
    async prepare() {
      const first = reachAndSeed();
      attempt = first.catch(() => {});
      await first.catch((error: unknown) => {
        if (!events.mayComeUp(error)) throw error;
        tryLater(error);
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await attempt;
    },
  };
}

/** Two servers may start on one empty Neo4j: the one that is too late finds it filled. */
async function seedUnlessSeeded(graph: Graph, seed: () => Promise<unknown>): Promise<void> {
  try {
    await seed();
  } catch (error) {
    if ((await organisationsIn(graph)) === 0) throw error;
  }
}

/** How many organisations the graph holds; a graph with none has not been seeded. */
export async function organisationsIn(graph: Graph, options?: ReadOptions): Promise<number> {
  return (await graph.read(countOrganisations, {}, options))[0] ?? 0;
}
