import type { Graph } from "../../graph/graph.ts";
import { acquireWriteLock, type GraphChanges, nextInstant, record } from "../../graph/recorder.ts";
import { keyOfAuthor, newKey, runAgain } from "../../graph/write-key.ts";
import { type Author, programItself } from "../../model/audit.ts";
import { type Edition, editionName } from "../../model/editions.ts";
import { BadUserInput, Conflict } from "../../model/errors.ts";
import { Progress } from "../report/progress.ts";
import { Rejects, tooManyRejects } from "../report/rejects.ts";
import { type ImportReport, outcomeOf, type PartReport, untakenOf } from "../report/report.ts";
import { type Files, readFiles } from "./files.ts";
import { foldRegister } from "./fold.ts";
import type { Known } from "./known.ts";
import { odsSources } from "./layouts.ts";
import { notInGraphYet } from "./membership-rows.ts";
import {
  clipToLifespans,
  type PlannedFacts,
  planMemberships,
  planParentColumns,
} from "./plan-memberships.ts";
import { planPractices } from "./plan-practices.ts";
import { planSources } from "./plan-sources.ts";
import { checkPublicationTime } from "./publication.ts";
import type { ImportRequest } from "./request.ts";
import { readStored, type StoredRegister } from "./stored-register.ts";
import { touchedBy, touchedByAll } from "./touched.ts";

const timeLimitMs = 60_000;

/**
 * Imports files of ODS: practices (epraccur), memberships (epcmem), or both. All that they change is written in one
 * transaction, or nothing; the same files twice write nothing.
 * @throws BadUserInput when a file cannot be read as one of ODS at all, or the graph has nothing that a practice could be a member of
 * @throws Conflict when somebody else changed the graph meanwhile
 */
export async function importOds(graph: Graph, request: ImportRequest): Promise<ImportReport> {
  const started = performance.now();
  checkRequest(request);
  const stored = await readStored((statement, params) => graph.read(statement, params, { timeLimitMs }));
  checkGroups(stored);
  const progress = new Progress(request.onProgress);
  const rejects = new Rejects(request.rejectsFile ?? "rejected-rows.csv");
  const files = await readFiles(request, stored, rejects, progress).finally(() => rejects.close());
  const { known } = files;
  const { changes, rows, refusal } = await planOf(files, stored, request);
  const refused = tooManyRejects(rejects, request.maxRejects ?? 0) ?? refusal;
  const parts = partsOf(files);
  const hasPending = files.editions.some((edition) => edition.rows.length > 0);
  const outcome = outcomeOf(refused, rows, { parts, dryRun: request.dryRun, hasPending });
  if (outcome === "written") await write(graph, stored, changes, rows, request, progress);
  return {
    outcome,
    refusal: refused,
    parts,
    untaken: untakenOf(parts).filter((name) => !files.stored.includes(name)),
    published: files.published,
    firstRejects: rejects.first,
    rejectsFile: rejects.file,
    warnings: [...files.notes, ...waiting(files), ...warningsOf(known)],
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** @throws BadUserInput when the graph has no organisation that a practice could be a member of */
function checkGroups({ others }: StoredRegister): void {
  if ([...others.lives.values()].some(({ kind }) => kind === "PCT" || kind === "CONSORTIUM")) return;
  throw new BadUserInput(
    "The graph holds no PCT and no CCG that practices could belong to: load the seed first, then import.",
  );
}

function checkRequest({ practices, memberships, maxRejects = 0, ...dates }: ImportRequest): void {
  if (dates.published !== undefined) checkPublicationTime(dates.published);
  if (dates.membershipsPublished !== undefined)
    checkPublicationTime(dates.membershipsPublished, "--memberships-published");
  if (practices === undefined && memberships === undefined) {
    throw new BadUserInput(
      "Nothing to import: expected tables, such as facts.csv, or ODS's files by --practices, --memberships or both, such as --practices epraccur.csv.",
    );
  }
  if (practices === "-" && memberships === "-") {
    throw new BadUserInput("Standard input can be one file only: give the other as a path or an address.");
  }
  if (!Number.isInteger(maxRejects) || maxRejects < 0) {
    throw new BadUserInput(
      `${maxRejects} is not a number of rows: expected --max-rejects 0 or more, such as 10.`,
    );
  }
}

async function planOf(files: Files, stored: StoredRegister, request: ImportRequest) {
  const refusal = reportOn(files, request) ?? otherOfOneInstant(files.editions, stored.editions);
  const editions = files.editions.filter(
    (edition) => !stored.editions.some((known) => isSameInstant(known, edition)),
  );
  // Files that were imported before change nothing, but for what an older program made of them.
  const touchedIn = editions.length === 0 ? touchedByAll : touchedBy;
  const folded = refusal === null ? await foldRegister(stored, editions, touchedIn) : {};
  const sources = planSources([...stored.editions, ...editions], stored.sources);
  const changes: GraphChanges = { ...folded, editions, sources };
  return { changes, rows: rowsIn(changes), refusal };
}

/** Counts what the files say otherwise than what was known when they were published. */
function reportOn(files: Files, request: ImportRequest): string | null {
  const { known } = files;
  if (files.practices) planPractices(files.practices, known);
  const facts = planFacts(files, known, request.partial ?? false);
  const part = files.practices?.part ?? files.memberships?.part;
  if (part && facts.refusal === null) clipToLifespans(facts, part, known, files.lives);
  return facts.refusal;
}

const isSameInstant = (a: Edition, b: Edition): boolean => editionName(a) === editionName(b);

/** Two editions of one instant are the same, or nobody could tell which of them counts. An older program may have read less of one file. */
function otherOfOneInstant(given: readonly Edition[], known: readonly Edition[]): string | null {
  const other = given.find((edition) =>
    known.some(
      (one) =>
        isSameInstant(one, edition) &&
        ((one.content !== edition.content && one.file !== edition.file) || one.partial !== edition.partial),
    ),
  );
  if (!other) return null;
  const { title } = Object.values(odsSources).find(({ code }) => code === other.source) ?? {
    title: other.source,
  };
  return `the graph holds another edition of "${title}" that was published on ${other.published}: expected --published with when this one was, such as --published 2018-06.`;
}

function planFacts(files: Files, known: Known, partial: boolean): PlannedFacts {
  if (files.memberships) return planMemberships(files.memberships, known, partial);
  if (files.parents) return planParentColumns(files.parents, known, files.lives);
  return { facts: [], retracted: [], refusal: null };
}

const rowsIn = (changes: GraphChanges): number =>
  Object.values(changes).reduce((rows: number, of: readonly unknown[]) => rows + of.length, 0);

async function write(
  graph: Graph,
  stored: StoredRegister,
  changes: GraphChanges,
  rows: number,
  request: ImportRequest,
  progress: Progress,
): Promise<void> {
  const author = authorOf(request);
  await graph.write(
    async (transaction) => {
      const head = await acquireWriteLock(transaction);
      if (head.revision !== stored.revision) {
        throw new Conflict(
          "Somebody else changed the graph during the import. Nothing was written: import again.",
        );
      }
      progress.startWriting(rows);
      const recordedAt = request.recordedAt ?? nextInstant(head);
      await record(transaction, changes, recordedAt, author, (written) => progress.wrote(written));
      return "written";
    },
    { key: keyOfAuthor(author, runAgain("the import")) },
  );
  progress.finish();
}

function authorOf({ by, practices, memberships }: ImportRequest): Author {
  const files = [practices, memberships].filter((file) => file !== undefined).join(" and ");
  const reason = `Import of ${files}.`;
  return { ...programItself, ...by, action: "IMPORT", reason, idempotency: newKey(reason) };
}

function partsOf(files: Files): PartReport[] {
  return [files.practices, files.parents, files.memberships].flatMap((taken) => (taken ? [taken.part] : []));
}

function warningsOf(known: Known): string[] {
  const madeUp = [...known.practices.values()].filter(
    (practice) => practice.confidence === "SYNTHETIC",
  ).length;
  if (madeUp === 0) return [];
  return [
    `The graph also holds ${madeUp} made-up practices (SYNTHETIC), and counts over all practices take in both: for real ones alone, load the seed with --facts-only.`,
  ];
}

/** What is kept until its other end comes. */
function waiting({ memberships }: Files): string[] {
  const ofOthers = memberships?.part.ignoredByRule[notInGraphYet] ?? 0;
  if (ofOthers === 0) return [];
  return [
    `${ofOthers.toLocaleString("en-GB")} memberships are of practices that the graph does not hold: they are kept, and taken up when the practices come.`,
  ];
}
