import type DataLoader from "dataloader";
import type {
  Graph,
  Params,
  ReadOptions,
  Statement,
  StatementObserver,
  TextQuery,
  Transaction,
  WriteKey,
} from "../graph/graph.ts";
import { Turns } from "../graph/work.ts";
import type { Caller } from "../model/caller.ts";
import type { Code } from "../model/code.ts";
import { type Coverage, DaysBeyond } from "../model/coverage.ts";
import {
  type Clocks,
  type Instant,
  type IsoDate,
  latestRevision,
  revisionAmong,
  toInstant,
} from "../model/dates.ts";
import { BadUserInput, Unavailable } from "../model/errors.ts";
import type { Link } from "../model/links.ts";
import type { Organisation } from "../model/organisation.ts";
import type { Plan, PlanKind, Rows } from "../query/plan.ts";
import { withCoverage } from "./coverage.ts";
import { KnownWords } from "./known-words.ts";
import { type MadeUp, notePlan, noteRows } from "./made-up.ts";
import { NamedRevisions } from "./named-revisions.ts";
import { Pace } from "./pace.ts";

/** Which state of the graph a request reads; a request that writes reads what it wrote from then on. */
export interface ReadState {
  /** What "now" means in all of the request: when the graph was last added to. */
  now: Instant;
  /** The dataset's revision; null where it is not known. */
  revision: number | null;
  /** Names the history that revisions count in; null where it is not known. */
  readonly graphId: string | null;
  /** The date that answers hold for when a query names none. */
  defaultAsOf: IsoDate;
  /** Whether the graph holds anything made up; taken for true where it is not known. */
  readonly synthetic: boolean;
  /** By how much that state may be behind the graph's present one. */
  readonly maxStalenessMs: number;
  /** What the sources state that they cover. */
  readonly coverage: readonly Coverage[];
}

/** What links reach at some clocks, as far as it was read: by the link, then by who it is followed from. */
export type ReachedByLink = Map<Link, Map<Code, readonly Organisation[]>>;

/** What a request carries: the graph, its loaders, and the moment it was asked. */
export interface Context {
  readonly graph: Graph;
  readonly caller: Caller;
  /** Names the request in the log and in the audit log. */
  readonly requestId: string;
  /** The state that the request reads: in an object of its own, as Apollo Server runs a request on a copy of its context. */
  readonly state: ReadState;
  /** The days of which it asked for what the sources do not cover. */
  readonly beyond: DaysBeyond;
  /** Both clocks of every read, for a client to repeat it by. */
  readonly readAt: Set<Clocks>;
  /** Whether what was read rests on something made up. */
  readonly madeUp: MadeUp;
  /** The earlier revisions that its fields name. */
  readonly namedRevisions: NamedRevisions;
  readonly loaders: Map<string, DataLoader<never, unknown>>;
  /** What links reach, by the clocks: see links.ts. */
  readonly reached: Map<string, ReachedByLink>;
  /** What whole fields answer, by field and arguments: see asked-once.ts. */
  readonly answers: Map<string, Promise<unknown>>;
  /** How fast the answer is shaped. */
  readonly pace: Pace;
  /** By which words that are misspelt are found. */
  readonly knownWords: KnownWords;
  /** How much was read of what is bounded by its number: see spend.ts. */
  readonly spent: Map<string, number>;
  /** Runs a statement within what is left of the request's time. */
  read<P extends Params, R>(statement: Statement<P, R>, params: P): Promise<R[]>;
  /** Asks a plan within what is left of the request's time. */
  ask<Kind extends PlanKind>(plan: Plan<Kind>, at: Clocks): Promise<Rows[Kind][]>;
  /** Writes a change in one transaction; what is read from then on sees it. */
  write<T extends WriteResult>(work: (transaction: Transaction) => Promise<T>, key: WriteKey<T>): Promise<T>;
  /** Asks the engine's text index within what is left of the request's time. */
  findByText(queries: readonly TextQuery[]): Promise<Code[][]>;
}

/** What came of a write: the state of the graph after it, where it changed anything. */
export interface WriteResult {
  readonly state?: { readonly recordedAt: Instant; readonly revision: number };
}

export interface ContextSettings {
  readonly graph: Graph;
  readonly caller: Caller;
  readonly requestId: string;
  /** The date that answers hold for when a query names none. */
  readonly defaultAsOf: IsoDate;
  /** When the graph was last added to; the moment of the request where that is not known. */
  readonly now?: Instant | undefined;
  readonly revision?: number | null;
  readonly graphId?: string | null;
  readonly maxStalenessMs?: number;
  readonly coverage?: readonly Coverage[];
  readonly synthetic?: boolean | undefined;
  /** When the request must have been answered, on the clock of `performance.now()`. */
  readonly deadline?: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Of the process, where it does more than answer this. */
  readonly turns?: Turns;
  /** Of the process, where it answers more than this. */
  readonly knownWords?: KnownWords | undefined;
  readonly observe?: StatementObserver;
}

/** A context for one request. Loaders live as long as it does, so that nothing is read twice and nothing goes stale. */
export function createContext({
  graph,
  caller,
  requestId,
  defaultAsOf,
  now = toInstant(new Date()),
  revision = null,
  graphId = null,
  maxStalenessMs = 0,
  coverage = [],
  synthetic = true,
  deadline = Infinity,
  signal,
  turns = new Turns(),
  knownWords = new KnownWords(),
  observe,
}: ContextSettings): Context {
  const options = (): ReadOptions => {
    const left = deadline - performance.now();
    if (left <= 0) throw new Unavailable("The request took too long. Ask for less at once.");
    return { observe, ...(Number.isFinite(left) ? { timeLimitMs: left } : {}) };
  };
  const loaders: Context["loaders"] = new Map();
  const reached: Context["reached"] = new Map();
  const answers: Context["answers"] = new Map();
  const state: ReadState = { now, revision, graphId, defaultAsOf, synthetic, maxStalenessMs, coverage };
  const madeUp: MadeUp = { found: false };
  const readAt: Context["readAt"] = new Set();
  const beyond = new DaysBeyond();
  // What is the same at all clocks, such as a source, names no revision.
  const read: Context["read"] = async (statement, params) => {
    const rows = await graph.read(statement, { atRevision: state.revision, ...params }, options());
    if (state.synthetic) noteRows(madeUp, statement, rows);
    return rows;
  };
  const namedRevisions = new NamedRevisions(read);
  return {
    graph,
    caller,
    requestId,
    state,
    beyond,
    readAt,
    madeUp,
    namedRevisions,
    loaders,
    reached,
    answers,
    pace: new Pace(turns, signal),
    knownWords,
    spent: new Map(),
    async write(work, key) {
      const written = await graph.write(work, { observe, key });
      if (written.state) {
        state.now = written.state.recordedAt;
        state.revision = written.state.revision;
        loaders.clear();
        reached.clear();
        answers.clear();
      }
      return written;
    },
    read(statement, params) {
      const looked = namedRevisions.check(params);
      return looked === undefined ? read(statement, params) : looked.then(() => read(statement, params));
    },
    ask(plan, at) {
      const looked = namedRevisions.check(at);
      const seen = withCoverage({ state, beyond }, plan, at);
      const asked = async () => {
        const rows = await graph.ask(seen, at, options());
        if (state.synthetic) notePlan(madeUp, plan, rows);
        return rows;
      };
      return looked === undefined ? asked() : looked.then(asked);
    },
    findByText: (queries) => graph.findByText(queries, options()),
  };
}

/** The clocks that a query may name. */
export interface ClockArgs {
  readonly asOf?: IsoDate | null | undefined;
  readonly knownAt?: Instant | null | undefined;
  readonly atRevision?: number | null | undefined;
}

/**
 * The clocks of a query: as asked, else the dataset's reference date, the moment of the request and the revision that it
 * reads.
 * @throws BadUserInput for a revision that the dataset has not had
 */
export function clocksOf(args: ClockArgs, context: Context): Clocks {
  const { now, revision, defaultAsOf } = context.state;
  const present = revision ?? latestRevision;
  const clocks = {
    asOf: args.asOf ?? defaultAsOf,
    knownAt: args.knownAt ?? now,
    atRevision: args.atRevision == null ? present : revisionAmong(args.atRevision, present),
    pinned: args.knownAt != null,
    revisionPinned: args.atRevision != null,
  };
  if (clocks.revisionPinned && clocks.atRevision < present) context.namedRevisions.name(clocks.atRevision);
  context.readAt.add(clocks);
  return clocks;
}

/**
 * Refuses a number that is not from `least` to `most`.
 * @throws BadUserInput
 */
export function checkCount(name: string, value: number, max: number, min: 0 | 1 = 1): number {
  if (value >= min && value <= max) return value;
  throw new BadUserInput(
    `${name}: ${value} is out of range: expected ${min} to ${max}, such as ${name}: ${Math.min(50, max)}.`,
  );
}
