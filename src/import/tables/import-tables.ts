import type { Graph } from "../../graph/graph.ts";
import { hold, nextInstant, record } from "../../graph/recorder.ts";
import { allSources, livesNow, revisionNow } from "../../graph/statements/import-state.ts";
import { keyOfAuthor, newKey, runAgain } from "../../graph/write-key.ts";
import { type Author, programItself } from "../../model/audit.ts";
import { BadUserInput, Conflict } from "../../model/errors.ts";
import { type LocalFile, openLocally } from "../input/local-file.ts";
import { Progress } from "../report/progress.ts";
import { Rejects, tooManyRejects } from "../report/rejects.ts";
import { emptyPart, type ImportReport, outcomeOf, type PartReport, untakenOf } from "../report/report.ts";
import { ChangeSpool } from "./change-spool.ts";
import { columns, tableNames } from "./columns.ts";
import { KnownSources } from "./known-sources.ts";
import { openTable, recognised, type Table } from "./open-table.ts";
import type { TablesRequest } from "./request.ts";
import { type Setting, timeLimitMs } from "./setting.ts";
import { takeFacts } from "./take-facts.ts";
import { takeOrganisations } from "./take-organisations.ts";
import { takeSources } from "./take-sources.ts";

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
  const spool = await ChangeSpool.open();
  const rejects = new Rejects(request.rejectsFile ?? "rejected-rows.csv");
  try {
    const tables = await openTables(request, files);
    const [revision = 0] = await graph.read(revisionNow, {}, { timeLimitMs });
    const setting = await settingOf(graph, spool, rejects);
    for (const own of tables.flatMap(({ layout }) => layout?.source ?? [])) {
      if (!setting.sources.get(own.code)) setting.sources.take(own);
    }
    const parts = await takeTables(tables, setting, progress).finally(() => rejects.close());
    const refusal = tooManyRejects(rejects, request.maxRejects ?? 0);
    const outcome = outcomeOf(refusal, spool.rows, { parts, dryRun: request.dryRun });
    if (outcome === "written") await write(setting, revision, request, progress);
    return {
      outcome,
      refusal,
      parts,
      untaken: untakenOf(parts),
      firstRejects: rejects.first,
      rejectsFile: rejects.file,
      warnings: tables.map(recognised).filter((note) => note !== null),
      seconds: Math.round(performance.now() - started) / 1000,
    };
  } finally {
    await spool.remove();
    for (const file of files) await file.close();
  }
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
async function openTables(request: TablesRequest, files: LocalFile[]): Promise<Table[]> {
  const { layout, constants = {}, dates } = request;
  const tables: Table[] = [];
  for (const place of request.files) {
    const file = await openLocally(place, request.stdin ?? process.stdin);
    files.push(file);
    tables.push(await openTable(file, { layout, constants, dates }));
  }
  return tables.sort((a, b) => orderOf(a) - orderOf(b));
}

const orderOf = ({ mapping }: Table): number => tableNames.indexOf(mapping.table);

async function settingOf(graph: Graph, spool: ChangeSpool, rejects: Rejects): Promise<Setting> {
  const options = { timeLimitMs };
  const lives = new Map(await graph.read(livesNow, {}, options));
  const sources = new KnownSources(await graph.read(allSources, {}, options));
  return { graph, lives, sources, taken: new Map(), spool, rejects };
}

const takers = { sources: takeSources, organisations: takeOrganisations, facts: takeFacts } as const;

async function takeTables(
  tables: readonly Table[],
  setting: Setting,
  progress: Progress,
): Promise<PartReport[]> {
  progress.expect(tables.map(({ file }) => file.size));
  const parts: PartReport[] = [];
  for (const table of tables) {
    const part = emptyPart(table.file.name, table.mapping.table);
    parts.push(part);
    await takers[table.mapping.table](table, part, setting, (bytes) => progress.read(bytes));
  }
  return parts;
}

/** Batch by batch, each a record of the audit log, in one transaction. */
async function write(
  { graph, spool }: Setting,
  knownRevision: number,
  request: TablesRequest,
  progress: Progress,
): Promise<void> {
  const author = authorOf(request);
  await graph.write(
    async (transaction) => {
      const head = await hold(transaction);
      if (head.revision !== knownRevision) {
        throw new Conflict(
          "Somebody else changed the graph during the import. Nothing was written: import again.",
        );
      }
      progress.startWriting(spool.rows);
      const recordedAt = request.recordedAt ?? nextInstant(head);
      for await (const changes of spool.changes()) {
        await record(transaction, changes, recordedAt, author, (written) => progress.wrote(written));
      }
      return "written";
    },
    { key: keyOfAuthor(author, runAgain("the import")) },
  );
  progress.finish();
}

function authorOf({ by, files }: TablesRequest): Author {
  const reason = `Import of ${files.join(" and ")}.`;
  return { ...programItself, ...by, action: "IMPORT", reason, idempotency: newKey(reason) };
}
