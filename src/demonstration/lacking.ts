import type { Graph, GraphRead } from "../graph/graph.ts";
import { acquireWriteLock, nextInstant, record } from "../graph/recorder.ts";
import { sourcesByCode } from "../graph/statements/dataset.ts";
import { storedCodes, storedFacts } from "../graph/statements/whole-graph.ts";
import { keyOfAuthor, newKey, runAgain } from "../graph/write-key.ts";
import { leftBehind } from "../import/ods/take-up.ts";
import { type Author, programItself } from "../model/audit.ts";
import type { NewFact } from "../model/facts.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import { buildSeed } from "./build-seed.ts";

/** What this program's published layer tells and a graph that an earlier program filled does not. */
export interface SeedGap {
  readonly sources: readonly Source[];
  readonly organisations: readonly OrganisationRecord[];
  readonly facts: readonly NewFact[];
}

/**
 * Bodies that the graph does not hold, and facts of a kind of which it was never told between the same ends: what it tells
 * otherwise, and what somebody took back, stays so.
 * @returns nothing for a graph that no seed filled: it holds none of the PCTs
 */
export async function lackingIn(read: GraphRead): Promise<SeedGap> {
  const { organisations, facts, sources } = buildSeed({ factsOnly: true });
  const stored = new Set<string>(await read(storedCodes, {}));
  const isSeeded = organisations.some(({ kind, code }) => kind === "PCT" && stored.has(code));
  if (!isSeeded) return { sources: [], organisations: [], facts: [] };
  const described = new Set(
    (await read(storedFacts, { codes: organisations.map(({ code }) => code) })).map(endsOf),
  );
  const added = {
    organisations: organisations.filter(({ code }) => !stored.has(code)),
    facts: facts.filter((fact) => !described.has(endsOf(fact))).map(({ recordedAt: _then, ...fact }) => fact),
  };
  const cited = new Set([...added.organisations, ...added.facts].map(({ source }) => source));
  const known = new Set((await read(sourcesByCode, { codes: [...cited] })).map(({ code }) => code));
  return { ...added, sources: sources.filter(({ code }) => cited.has(code) && !known.has(code)) };
}

const endsOf = (fact: NewFact): string => [fact.kind, fact.from, "to" in fact ? fact.to : ""].join(" ");

/** What was added. */
export interface Added {
  readonly organisations: number;
  readonly facts: number;
  /** Memberships that earlier imports told of, whose other end came now. */
  readonly takenUp: number;
}

/**
 * Adds what a graph lacks, known from now on, in one transaction. Nothing is written where it lacks nothing.
 * @throws Conflict, Unavailable
 */
export async function addLacking(graph: Graph, by: Pick<Author, "who" | "requestId">): Promise<Added> {
  const reason = "What the published layer of a newer program tells beside.";
  const author: Author = { ...programItself, ...by, action: "SEED", reason, idempotency: newKey(reason) };
  let done: Added = { organisations: 0, facts: 0, takenUp: 0 };
  await graph.write(
    async (transaction) => {
      const head = await acquireWriteLock(transaction);
      const lacking = await lackingIn((statement, params) => transaction.run(statement, params));
      const { organisations, facts } = lacking;
      done = { organisations: organisations.length, facts: facts.length, takenUp: 0 };
      if (organisations.length + facts.length === 0) return "nothing";
      const recordedAt = nextInstant(head);
      await record(transaction, lacking, recordedAt, author);
      const taken = organisations.length > 0 ? await leftBehind(transaction) : null;
      if (taken) await record(transaction, taken, recordedAt, author);
      done = { ...done, takenUp: taken?.facts?.length ?? 0 };
      return "written";
    },
    { key: keyOfAuthor(author, runAgain("the seed")) },
  );
  return done;
}
