import type { Graph, GraphRead } from "../../graph/graph.ts";
import { acquireWriteLock, nextInstant, record, recordInParts } from "../../graph/recorder.ts";
import { lifespansNow, revisionNow, sourcesInGraph } from "../../graph/statements/import-state.ts";
import { keyOfAuthor, newKey, runAgain } from "../../graph/write-key.ts";
import { type Author, programItself } from "../../model/audit.ts";
import { isToCome, toInstant } from "../../model/dates.ts";
import { BadUserInput, Conflict } from "../../model/errors.ts";
import { type Source, whenPublished } from "../../model/source.ts";
import { countedAnew, storedCounts } from "../counts.ts";
import { type LocalFile, openLocally } from "../input/local-file.ts";
import { hashOfFile, type Publication } from "../ods/publication.ts";
import { leftBehind } from "../ods/take-up.ts";
import { Progress } from "../report/progress.ts";
import { Rejects, tooManyRejects } from "../report/rejects.ts";
import { emptyPart, type ImportReport, outcomeOf, type PartReport, untakenOf } from "../report/report.ts";
import { columns, tableNames } from "./columns.ts";
import { checkPublished, editionOf, refuseSeveral } from "./edition.ts";
import { type ImportSession, timeLimitMs } from "./import-session.ts";
import { ingestCounts } from "./ingest-counts.ts";
import { ingestFacts } from "./ingest-facts.ts";
import { ingestOrganisations } from "./ingest-organisations.ts";
import { ingestSources } from "./ingest-sources.ts";
import { KnownSources } from "./known-sources.ts";
import { type OpenTable, openTable, recognised } from "./open-table.ts";
import type { TablesRequest } from "./request.ts";
import { StagingArea } from "./staging-area.ts";
import { notYetHere, StatedCounts } from "./stated-counts.ts";

/**
 * Imports tables of sources, organisations and facts. All that they change is written in one transaction, or nothing;
 * the same files twice write nothing. A row of a source that the graph knows, on the same matter from the same day, is
 * a correction; what a file lacks stays.
 * @throws BadUserInput when a file cannot be recognised, naming line and column where it can
 * @throws Conflict when somebody else changed the graph meanwhile
 */
export async function importTables(graph: Graph, request: TablesRequest): Promise<ImportReport> {
  const started = performance.now();
  checkRequest(request);
  const progress = new Progress(request.onProgress);
  const files: LocalFile[] = [];
  const staging = await StagingArea.open();
  const rejects = new Rejects(request.rejectsFile ?? "rejected-rows.csv");
  try {
    const tables = await openTables(request, files);
    const editions = await editionsAmong(tables, request);
    const [revision = 0] = await graph.read(revisionNow, {}, { timeLimitMs });
    const session = await openSession(graph, request, { staging, rejects, editions });
    for (const own of tables.flatMap(({ layout }) => layout?.source ?? [])) takeOwn(own, session);
    const parts = await ingestTables(tables, session, progress).finally(() => rejects.close());
    const refusal = tooManyRejects(rejects, request.maxRejects ?? 0);
    const hasPending = parts.some(({ ignoredByRule }) => notYetHere in ignoredByRule);
    const outcome = outcomeOf(refusal, staging.rows, { parts, dryRun: request.dryRun, hasPending });
    const takenUp = outcome === "written" ? await write(session, revision, request, progress) : 0;
    return {
      outcome,
      refusal,
      parts,
      untaken: hasPending ? [] : untakenOf(parts),
      firstRejects: rejects.first,
      rejectsFile: rejects.file,
      warnings: [
        ...tables.map(recognised),
        ...editionNotes(editions, request),
        takenUpNote(takenUp),
        waitingNote(parts),
      ].filter((note) => note !== null),
      seconds: Math.round(performance.now() - started) / 1000,
    };
  } finally {
    await staging.remove();
    for (const file of files) await file.close();
  }
}

/** Takes the source that a layout names, where the graph does not know it. @throws BadUserInput */
function takeOwn(source: Source, { sources }: ImportSession): void {
  if (sources.get(source.code)) return;
  if (isToCome(source.published)) {
    throw new BadUserInput(
      `The layout's source ${source.code}: ${source.published} is to come: expected ${whenPublished()}.`,
    );
  }
  sources.take(source);
}

function checkRequest({ files, maxRejects = 0, constants = {} }: TablesRequest): void {
  if (files.length === 0) throw new BadUserInput("Nothing to import: expected a file, such as facts.csv.");
  if (files.filter((file) => file === "-").length > 1) {
    throw new BadUserInput("Standard input can be one file only: give the others as paths or addresses.");
  }
  if (!Number.isInteger(maxRejects) || maxRejects < 0) {
    throw new BadUserInput(
      `${maxRejects} is not a number of rows: expected --max-rejects 0 or more, such as 10.`,
    );
  }
  const known = new Set<string>(tableNames.flatMap((table) => Object.keys(columns[table])));
  const unknown = Object.keys(constants).find((column) => !known.has(column));
  if (unknown !== undefined) {
    throw new BadUserInput(
      `${JSON.stringify(unknown)} is not a column: expected --set with one of ${[...known].join(", ")}, such as --set confidence=REPORTED.`,
    );
  }
}

/** Sources first, then organisations: facts name both. */
async function openTables(request: TablesRequest, files: LocalFile[]): Promise<OpenTable[]> {
  const { layout, constants = {}, dates } = request;
  const tables: OpenTable[] = [];
  for (const place of request.files) {
    const file = await openLocally(place, request.stdin ?? process.stdin);
    files.push(file);
    tables.push(await openTable(file, { layout, constants, dates }));
  }
  return tables.sort((a, b) => orderOf(a) - orderOf(b));
}

const orderOf = ({ mapping }: OpenTable): number => tableNames.indexOf(mapping.table);

async function editionsAmong(
  tables: readonly OpenTable[],
  request: TablesRequest,
): Promise<Map<OpenTable, Publication>> {
  checkPublished(tables, request);
  const editions = new Map<OpenTable, Publication>();
  for (const table of tables) {
    const edition = await editionOf(table, request);
    if (edition) editions.set(table, edition);
  }
  refuseSeveral(tables, editions);
  return editions;
}

async function openSession(
  graph: Graph,
  { recordedAt }: TablesRequest,
  own: Pick<ImportSession, "staging" | "rejects" | "editions">,
): Promise<ImportSession> {
  const options = { timeLimitMs };
  const lifespans = new Map(await graph.read(lifespansNow, {}, options));
  const sources = new KnownSources(await graph.read(sourcesInGraph, {}, options));
  const stored = await storedCounts((statement, params) => graph.read(statement, params, options));
  const counts = new StatedCounts(stored, recordedAt ?? toInstant(new Date()));
  return { graph, lifespans, sources, counts, ingested: new Map(), ...own };
}

const ingesters = {
  sources: ingestSources,
  organisations: ingestOrganisations,
  counts: ingestCounts,
  facts: ingestFacts,
} as const;

async function ingestTables(
  tables: readonly OpenTable[],
  session: ImportSession,
  progress: Progress,
): Promise<PartReport[]> {
  progress.expect(tables.map(({ file }) => file.size));
  const parts: PartReport[] = [];
  for (const table of tables) {
    const part = emptyPart(table.file.name, table.mapping.table);
    parts.push(part);
    await ingesters[table.mapping.table](table, part, session, (bytes) => progress.read(bytes));
    const editions = session.counts.editions(await hashOfFile(table.file), table.layout?.months);
    const sources = editions.flatMap(({ source }) => session.sources.bring(source));
    await session.staging.add({ editions, sources });
  }
  return parts;
}

/**
 * Batch by batch, each a record of the audit log, in one transaction; last, what editions of the register said of bodies
 * that come only now.
 * @returns how many memberships those were
 */
async function write(
  { graph, staging, counts }: ImportSession,
  knownRevision: number,
  request: TablesRequest,
  progress: Progress,
): Promise<number> {
  const author = authorOf(request);
  let takenUp = 0;
  await graph.write(
    async (transaction) => {
      const head = await acquireWriteLock(transaction);
      if (head.revision !== knownRevision) {
        throw new Conflict(
          "Somebody else changed the graph during the import. Nothing was written: import again.",
        );
      }
      progress.startWriting(staging.rows);
      const recordedAt = request.recordedAt ?? nextInstant(head);
      for await (const changes of staging.changes()) {
        await record(transaction, changes, recordedAt, author, (written) => progress.wrote(written));
      }
      const pending = staging.bringsBodies ? await leftBehind(transaction) : null;
      if (pending !== null) await record(transaction, pending, recordedAt, author);
      takenUp = pending?.facts?.length ?? 0;
      const read: GraphRead = (statement, params) => transaction.run(statement, params);
      const descriptions = countedAnew(read, [...staging.practices], counts.all);
      await recordInParts(transaction, descriptions, recordedAt, author);
      return "written";
    },
    { key: keyOfAuthor(author, runAgain("the import")) },
  );
  progress.finish();
  return takenUp;
}

/** What the files told of their publication themselves, for whoever knows better. */
const editionNotes = (editions: ReadonlyMap<OpenTable, Publication>, request: TablesRequest): string[] =>
  request.published === undefined
    ? [...editions].map(
        ([{ file }, { published }]) =>
          `${file.name} is taken as published on ${published}, the newest day in it: its names hold from then on. If it was another day, give --published.`,
      )
    : [];

const takenUpNote = (memberships: number): string | null =>
  memberships === 0
    ? null
    : memberships === 1
      ? "1 membership that an earlier import of ODS's files told of was taken up: the graph holds both ends now."
      : `${memberships.toLocaleString("en-GB")} memberships that earlier imports of ODS's files told of were taken up: the graph holds both ends now.`;

function waitingNote(parts: readonly PartReport[]): string | null {
  const waiting = parts.reduce((sum, { ignoredByRule }) => sum + (ignoredByRule[notYetHere] ?? 0), 0);
  return waiting === 0
    ? null
    : waiting === 1
      ? "1 count is of a body that the graph does not hold: it is kept, and taken up when such a practice comes."
      : `${waiting.toLocaleString("en-GB")} counts are of bodies that the graph does not hold: they are kept, and taken up when such a practice comes.`;
}

function authorOf({ by, files }: TablesRequest): Author {
  const reason = `Import of ${files.join(" and ")}.`;
  return { ...programItself, ...by, action: "IMPORT", reason, idempotency: newKey(reason) };
}
