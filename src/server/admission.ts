import type { FastifyRequest } from "fastify";
import { type ConcurrencyLimit, createConcurrencyLimit } from "../graph/concurrency-limit.ts";
import type { Graph } from "../graph/graph.ts";
import { requestSignal } from "./request-signal.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** When it came, on the clock of performance.now(): what it waits for its turn is part of its time. */
    arrived: number;
    /** Where it has one, given up before its answer is sent: a client that reads slowly takes nobody's. */
    place: AdmittedPlace | undefined;
  }
}

export interface AdmissionSettings {
  /** How many requests are answered at once. */
  readonly requestsAtOnce: number;
  /** How many of the heavy ones, beside the others. */
  readonly heavyAtOnce: number;
  /** A query that may touch more values than this is heavy. */
  readonly heavyComplexity: number;
  /** How many may wait for either, and how long. */
  readonly waiting: number;
  readonly waitMs: number;
}

/**
 * Who is answered at once and who waits. Heavy requests have places of their own, so that the others never wait behind
 * them.
 */
export interface Admission {
  readonly requests: ConcurrencyLimit;
  readonly heavy: ConcurrencyLimit;
  readonly settings: AdmissionSettings;
}

export function createAdmission(settings: AdmissionSettings): Admission {
  const { requestsAtOnce, heavyAtOnce, waiting } = settings;
  return {
    requests: createConcurrencyLimit({ atOnce: requestsAtOnce, waiting }),
    heavy: createConcurrencyLimit({ atOnce: heavyAtOnce, waiting }),
    settings,
  };
}

/** The place that a request has until it is answered, or its client leaves. */
export interface AdmittedPlace {
  /** Waits for a heavy request's place in exchange for its own. @throws Overloaded */
  becomeHeavy(): Promise<void>;
  leave(): void;
}

/** Waits for a request's place. @throws Overloaded where too many wait already, or it waited too long */
export async function takePlace(
  { requests, heavy, settings }: Admission,
  request: FastifyRequest,
  deadlineMs: number,
): Promise<AdmittedPlace> {
  const { arrived } = request;
  const signal = requestSignal(request, Infinity);
  const left = () => Math.max(0, Math.min(settings.waitMs, arrived + deadlineMs - performance.now()));
  let leave = await requests.enter({ waitMs: left(), signal });
  signal.addEventListener("abort", () => leave(), { once: true });
  let isHeavy = false;
  const place: AdmittedPlace = {
    async becomeHeavy() {
      if (isHeavy) return;
      isHeavy = true;
      leave();
      leave = await heavy.enter({ waitMs: left(), signal });
    },
    leave: () => leave(),
  };
  request.place = place;
  return place;
}

/**
 * A graph for what reads much for as long as its client takes, as downloads and commands do: each statement has a heavy
 * request's place while it runs, and none is held meanwhile.
 */
export function heavyReads(graph: Graph, { heavy }: Admission, signal: AbortSignal): Graph {
  const inTurn = async <T>(read: () => Promise<T>): Promise<T> => {
    const leave = await heavy.enter({ waitMs: Infinity, signal });
    try {
      return await read();
    } finally {
      leave();
    }
  };
  return {
    engine: graph.engine,
    read: (...given) => inTurn(() => graph.read(...given)),
    ask: (...given) => inTurn(() => graph.ask(...given)),
    findByText: (...given) => inTurn(() => graph.findByText(...given)),
    write: (...given) => graph.write(...given),
    checkHealth: () => graph.checkHealth(),
    close: () => graph.close(),
  };
}

/** Waits until what reads much may begin. @throws Overloaded */
export async function heavyTurn({ heavy, settings }: Admission, signal: AbortSignal): Promise<void> {
  const leave = await heavy.enter({ waitMs: settings.waitMs, signal });
  leave();
}
