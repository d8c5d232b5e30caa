import type { Graph } from "../graph/graph.ts";
import { datasetProperties } from "../graph/statements/dataset.ts";
import { exportedDescriptions, exportedFacts } from "../graph/statements/export.ts";
import {
  type ChangedThing,
  changedThings,
  type DatedRevision,
  revisionsFrom,
} from "../graph/statements/export-changes.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, type Instant, latestRevision, stillBelieved, unknownStart } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import { factKinds } from "../model/facts.ts";
import { compareText } from "../model/trust.ts";
import { citedSources } from "./data-package.ts";
import { exportLine, line } from "./json-lines.ts";
import type { ExportedRow } from "./table.ts";
import { edges, figures, nodes } from "./tables.ts";

/** Changes whose content is read together. */
const batchSize = 200;

/** What changed since a revision, fixed when it was asked for. */
export interface ChangesFeed {
  readonly since: number;
  /** The revision that a mirror is at when it has applied the whole feed. */
  readonly revision: number;
  /** JSON Lines: a head, a line a change in their order, the sources they cite, and an end. */
  lines(): AsyncGenerator<string>;
}

/**
 * Prepares the feed of changes after a revision, before a byte is written.
 * @throws BadUserInput when the graph has no such revision
 */
export async function openChangesFeed(graph: Graph, since: number): Promise<ChangesFeed> {
  const [dataset] = await graph.read(datasetProperties, {});
  const revision = dataset?.revision ?? 0;
  const to = dataset?.recordedAt ?? null;
  const revisions = await graph.read(revisionsFrom, { revision: since });
  refuseUnknown(since, revision, revisions);
  return {
    since,
    revision,
    async *lines() {
      yield line({ type: "changes", since, revision, knownAt: to });
      const counts = { recorded: none(), retracted: none(), superseded: none() };
      if (to !== null && since < revision) {
        const things = await graph.read(changedThings, { since, to: revision });
        yield* contentLines(graph, things.sort(inOrder), to, counts);
      }
      yield line({ type: "end", revision, ...counts });
    },
  };
}

const none = () => ({ organisation: 0, fact: 0 });

function refuseUnknown(since: number, revision: number, revisions: readonly DatedRevision[]): void {
  const logged = since === 0 || since === revision || revisions.some((each) => each.revision === since);
  if (logged && since <= revision) return;
  throw new BadUserInput(
    `since: the graph has no revision ${since}: expected the revision that a mirror is at, from 0 (everything) to ${revision}, such as since=${Math.max(0, revision - 1)}.`,
    { revision },
  );
}

/** As they were written: organisations before the facts that join them, and what was corrected before its correction. */
function inOrder(a: ChangedThing, b: ChangedThing): number {
  return (
    a.revision - b.revision ||
    compareText(a.at, b.at) ||
    rankOf(a) - rankOf(b) ||
    compareText(a.code, b.code) ||
    compareText(a.factId ?? "", b.factId ?? "")
  );
}

const rankOf = ({ factId, change }: ChangedThing): number =>
  (factId === null ? 0 : 2) + (change === "recorded" ? 1 : 0);

type Counts = Record<ChangedThing["change"], { organisation: number; fact: number }>;

/** What it is known by in a mirror. */
function nameOf(thing: Named): string {
  const { factId, code, recordedAt, knownFrom, validFrom } = thing;
  return factId === null
    ? `${code} ${recordedAt} ${knownFrom} ${validFrom}`
    : `${factId} ${recordedAt} ${knownFrom}`;
}
type Named = Pick<ChangedThing, "factId" | "code" | "recordedAt" | "knownFrom" | "validFrom">;

/** What took it back, or that others take its place: it is to be forgotten then. */
function endOf({
  change,
  factId,
  code,
  recordedAt,
  knownFrom,
  knownTo,
  validFrom,
  at,
  revision,
}: ChangedThing) {
  const named = factId === null ? { code, recordedAt, validFrom } : { factId, from: code, recordedAt };
  if (change === "superseded") return { ...named, knownFrom, supersededIn: revision };
  return { ...named, knownFrom, retractedAt: at, knownTo, removedIn: revision };
}

async function* contentLines(
  graph: Graph,
  things: readonly ChangedThing[],
  to: Instant,
  counts: Counts,
): AsyncGenerator<string> {
  const cited = new Set<string>();
  for (let start = 0; start < things.length; start += batchSize) {
    const batch = things.slice(start, start + batchSize);
    const contents = await contentsOf(graph, batch, to);
    const lines = batch.map((thing) => {
      const { factId, change, at, revision } = thing;
      const type = factId === null ? "organisation" : "fact";
      counts[change][type]++;
      const common = { type, revision, at, change };
      if (change !== "recorded") return line({ ...common, ...endOf(thing) });
      const row = contents.get(nameOf(thing));
      if (!row) throw new Error(`The graph told of a change and holds nothing of it: ${nameOf(thing)}`);
      cited.add(row.source);
      return line({ ...common, ...columnsOf(row) });
    });
    yield lines.join("");
  }
  const sources = await citedSources(graph, cited);
  yield sources.map((source) => line({ type: "source", ...source })).join("");
}

/** A row as it was when it was recorded: what came of it later is a line of its own. */
function columnsOf(row: ExportedRow): Record<string, unknown> {
  const table = !("factId" in row) ? nodes : "to" in row ? edges : figures;
  const {
    type: _type,
    retractedAt: _retractedAt,
    removedIn: _removedIn,
    knownTo: _knownTo,
    ...columns
  } = exportLine(row, table);
  return columns;
}

/** What was recorded, by what it is known by. */
async function contentsOf(
  graph: Graph,
  batch: readonly ChangedThing[],
  knownAt: Instant,
): Promise<ReadonlyMap<string, ExportedRow>> {
  const clocks: Clocks = {
    ...{ asOf: unknownStart, knownAt, pinned: true },
    ...{ atRevision: latestRevision, revisionPinned: false },
  };
  const recorded = batch.filter(({ change }) => change === "recorded");
  const [described, starts] = [true, false].map((described) => {
    const some = recorded.filter(({ factId }) => (factId === null) === described);
    return [...new Set(some.map(({ code }) => code))];
  }) as [Code[], Code[]];
  const [descriptions, facts] = await Promise.all([
    graph.read(exportedDescriptions("recorded"), { ...clocks, codes: described, stillBelieved }),
    graph.read(exportedFacts(factKinds, "recorded"), { ...clocks, codes: starts }),
  ]);
  return new Map<string, ExportedRow>([
    ...descriptions.map((row) => [nameOf({ ...row, factId: null }), row] as const),
    ...facts.map((fact) => [nameOf({ ...fact, code: fact.from }), fact] as const),
  ]);
}
