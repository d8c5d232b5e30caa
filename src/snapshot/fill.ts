import type { Graph } from "../graph/graph.ts";
import { readAudit, searchAudit } from "../graph/statements/audit.ts";
import { allSources, datasetProperties } from "../graph/statements/dataset.ts";
import {
  storedCodes,
  storedDescriptions,
  storedFacts,
  storedOrganisationsOf,
} from "../graph/statements/whole-graph.ts";
import type { Turns } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import { Unavailable } from "../model/errors.ts";
import { Snapshot, type StoredState } from "./snapshot.ts";

type Source = Pick<Graph, "read">;

const batchSize = 2_000;
const attempts = 5;
/** A snapshot that is further behind is read anew. */
const maxChanges = 200;
const options = { timeLimitMs: 60_000 };

/**
 * Brings a snapshot up to the graph's revision by what changed since, as far as the audit log names it; else, or where
 * there is none yet, reads all of the graph.
 * @param maxFacts how many facts it may hold
 * @param turns in which what was read is taken in
 * @param unread resolves when nobody reads the snapshot any more, which is when it can be changed
 * @returns the snapshot: the same one, or another in its place; null where the graph holds more facts than that
 * @throws Unavailable where the graph keeps changing or cannot be read
 */
export async function broughtUpToDate(
  graph: Source,
  snapshot: Snapshot | null,
  maxFacts: number,
  turns: Turns,
  unread: () => Promise<void>,
): Promise<Snapshot | null> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const revision = await revisionOf(graph);
    if (snapshot?.revision === revision) return snapshot;
    const changed = snapshot && (await changedSince(graph, snapshot.revision));
    const stored = await storedStateOf(
      graph,
      changed ?? (await graph.read(storedCodes, {}, options)),
      maxFacts,
    );
    if (stored === null) return null;
    const sources = await graph.read(allSources, {}, options);
    // What was read while somebody wrote may be of both states.
    if ((await revisionOf(graph)) !== revision) continue;
    const filled = changed && snapshot ? snapshot : new Snapshot();
    if (filled === snapshot) await unread();
    await turns.run(filled.take(revision, stored, sources));
    return filled.facts > maxFacts ? null : filled;
  }
  throw new Unavailable("The graph keeps changing while its snapshot is read.");
}

const revisionOf = async (graph: Source): Promise<number> =>
  (await graph.read(datasetProperties, {}, options))[0]?.revision ?? 0;

/** The organisations that were touched after a revision; null where the log does not name them. */
async function changedSince(graph: Source, revision: number): Promise<readonly Code[] | null> {
  const any = { organisation: null, who: null, action: null };
  const search = { after: revision, before: Number.MAX_SAFE_INTEGER, size: maxChanges + 1, ...any };
  const stored = await graph.read(searchAudit, search, options);
  const touched = stored.map((record) => readAudit(record).organisations);
  if (stored.length === 0 || stored.length > maxChanges || touched.includes(null)) return null;
  return [...new Set(touched.flatMap((codes) => codes ?? []))];
}

/** What a graph holds of these organisations; null as soon as it is too much. */
async function storedStateOf(
  graph: Source,
  all: readonly Code[],
  maxFacts: number,
): Promise<StoredState | null> {
  const parts: StoredState[] = [];
  let facts = 0;
  for (let start = 0; start < all.length; start += batchSize) {
    const codes = all.slice(start, start + batchSize);
    const organisations = await graph.read(storedOrganisationsOf, { codes }, options);
    const part = { ...(await storedOf(graph, codes)), organisations };
    facts += part.facts.length;
    if (facts > maxFacts) return null;
    parts.push(part);
  }
  return joined(parts);
}

async function storedOf(
  graph: Source,
  codes: readonly Code[],
): Promise<Pick<StoredState, "former" | "facts">> {
  const [former, facts] = await Promise.all([
    graph.read(storedDescriptions, { codes }, options),
    graph.read(storedFacts, { codes }, options),
  ]);
  return { former, facts };
}

const joined = (parts: readonly StoredState[]): StoredState => ({
  organisations: parts.flatMap(({ organisations }) => organisations),
  former: parts.flatMap(({ former }) => former),
  facts: parts.flatMap(({ facts }) => facts),
});
