import type { Graph } from "../../graph/graph.ts";
import type { Code } from "../../model/code.ts";
import type { Life } from "../../model/fact-rules.ts";
import type { Publication } from "../ods/publication.ts";
import type { Rejects } from "../report/rejects.ts";
import type { KnownSources } from "./known-sources.ts";
import type { OpenTable } from "./open-table.ts";
import type { StagingArea } from "./staging-area.ts";
import type { StatedCounts } from "./stated-counts.ts";

/** What the rows of an import are compared with, and what becomes of them as they are taken. */
export interface ImportSession {
  readonly graph: Graph;
  /** Of all organisations: the graph's, and those that the import has brought so far. */
  readonly lifespans: Map<Code, Life>;
  readonly sources: KnownSources;
  /** When the tables that are editions were published. */
  readonly editions: ReadonlyMap<OpenTable, Publication>;
  /** By matter, what the files have said so far. */
  readonly ingested: Map<string, IngestedFact>;
  readonly counts: StatedCounts;
  readonly staging: StagingArea;
  readonly rejects: Rejects;
}

/** A fact that was read: what it says, as a digest, and where it stands. */
export interface IngestedFact {
  readonly content: string;
  readonly file: string;
  readonly line: number;
}

/** A bound on each question of an import: larger than a request's. */
export const timeLimitMs = 60_000;
