import type { GraphQLSchema } from "graphql";
import type { Graph, StatementObserver } from "../graph/graph.ts";
import type { Turns } from "../graph/work.ts";
import type { Caller } from "../model/caller.ts";
import type { Coverage } from "../model/coverage.ts";
import type { Instant, IsoDate } from "../model/dates.ts";
import type { KnownWords } from "../resolvers/known-words.ts";
import type { Output } from "./commands/output.ts";

/** What the server knows of one request, for the context that resolvers get. */
export interface RequestInput {
  /** Answers UNAVAILABLE until the graph is ready and once the request's deadline has passed. */
  readonly graph: Graph;
  readonly caller: Caller;
  /** As in the log. */
  readonly requestId: string;
  readonly defaultAsOf: IsoDate;
  /** When the graph was last added to; undefined while it cannot be reached. */
  readonly now?: Instant | undefined;
  /** Of the graph that it reads; null while it cannot be reached. */
  readonly revision?: number | null;
  /** Names the history of the graph that it reads; null while it cannot be reached. */
  readonly graphId?: string | null;
  /** What its sources state that they cover. */
  readonly coverage?: readonly Coverage[];
  /** Whether it holds anything made up; undefined while it cannot be reached. */
  readonly synthetic?: boolean | undefined;
  /** By how much that state may be behind the graph's present one. */
  readonly maxStalenessMs?: number;
  /** On the clock of performance.now(). */
  readonly deadline: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** In which the process does what takes long. */
  readonly turns?: Turns;
  /** By which misspelt words are found, of all requests of the process. */
  readonly knownWords?: KnownWords;
  readonly observe: StatementObserver;
}

export type OnProgress = (done: number, total: number) => void;

export interface SeedRequest {
  /** Leave out what is made up. */
  readonly factsOnly: boolean;
  /** Who asked for it, for the audit log; the program itself where absent. */
  readonly by?: { readonly who: string; readonly requestId: string | null };
  readonly onProgress: OnProgress;
}

/** A command line that another process of this machine sent, as this one holds the graph's file. */
export interface SentCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Who sent it. */
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: AsyncIterable<Buffer>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when whoever sent it is gone, or the server is stopped. */
  readonly signal: AbortSignal;
  readonly graph: Graph;
}

/** What the server serves: it brings HTTP, limits and errors, and knows nothing of the domain. */
export interface Application {
  readonly schema: GraphQLSchema;
  readonly createContext: (input: RequestInput) => object;
  /** Fills an empty graph with the demonstration graph. */
  readonly seedGraph: (graph: Graph, options: SeedRequest) => Promise<unknown>;
  /** Runs a command and answers its exit code; whatever goes wrong is said on its standard error. */
  readonly runCommand: (command: SentCommand) => Promise<number>;
}
