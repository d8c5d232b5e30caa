import type { FastifyReply, FastifyRequest } from "fastify";
import { openChangesFeed } from "../../export/changes-feed.ts";
import { dataPackageOf, type WrittenFile } from "../../export/data-package.ts";
import { type Extract, openExtract, stateAt } from "../../export/extract.ts";
import { type ExportFile, exportFiles, filesOf } from "../../export/formats.ts";
import { extractHead, line } from "../../export/json-lines.ts";
import { measure } from "../../export/measured.ts";
import { type Orphan, orphanPages, orphansCsv, orphansXlsx } from "../../export/orphans.ts";
import { parseRequest } from "../../export/request.ts";
import { countingRows } from "../../export/row-counts.ts";
import { tables } from "../../export/tables.ts";
import { xlsxMediaType } from "../../export/xlsx.ts";
import type { Graph } from "../../graph/graph.ts";
import { datasetProperties } from "../../graph/statements/dataset.ts";
import type { IsoDate } from "../../model/dates.ts";
import { type Admission, heavyReads, heavyTurn } from "../admission.ts";
import type { Application } from "../application.ts";
import type { HttpServer } from "../http.ts";
import { callerOf } from "../identity/identity-hook.ts";
import { defaultReferenceDate, type Readiness } from "../readiness.ts";
import type { FaultReporter } from "../report-fault.ts";
import { tracedGraph } from "../request-graph.ts";
import { requestSignal } from "../request-signal.ts";
import type { Settings } from "../settings.ts";
import { askFor } from "./ask-orphans.ts";
import { sendDownload } from "./download.ts";
import { exportParameters, parseStandings, revisionAsked } from "./query.ts";

export interface ExportParts {
  readonly graph: Graph;
  readonly readiness: Readiness;
  readonly settings: Settings;
  readonly admission: Admission;
  readonly application: Application;
  readonly faults: FaultReporter;
}

type Route = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const partParameters = ["asOf", "knownAt", "atRevision", "scope", "within", "kinds"] as const;
/** What a table's rows hold is part of what an ETag stands for, so that a newer program's is another. */
const layout = tables.map(({ columns }) => columns.map(({ name }) => name));

/** Serves what the program exports, for those without a terminal: /export/ and a file's name. */
export function addExports(http: HttpServer, parts: ExportParts): void {
  for (const file of exportFiles) http.get(`/export/${file.name}`, fileRoute(parts, file));
  http.get("/export/datapackage.json", packageRoute(parts));
  for (const file of orphanFiles) http.get(`/export/${file.name}`, orphansRoute(parts, file));
  http.get("/export/changes.jsonl", changesRoute(parts));
}

/**
 * The graph without a deadline for the whole: a download takes as long as its client does, each statement its own time.
 * @throws RateLimited where its client asked for too much, Overloaded where too many read much already
 */
async function graphOf(request: FastifyRequest, parts: ExportParts): Promise<Graph> {
  const { graph, readiness, settings, admission } = parts;
  const signal = requestSignal(request, Infinity);
  request.allowance?.charge(settings.admission.heavyComplexity);
  await heavyTurn(admission, signal);
  const bounded = tracedGraph(request, graph, {
    notReady: () => readiness.notReady(),
    deadline: Infinity,
    statementTimeLimitMs: settings.statementTimeLimitMs,
    signal,
  });
  return heavyReads(bounded, admission, signal);
}

/** Read each time: the graph may be replaced while the server runs. */
async function dayOf({ settings }: ExportParts, graph: Graph): Promise<IsoDate> {
  const [dataset] = settings.defaultAsOf ? [] : await graph.read(datasetProperties, {});
  return settings.defaultAsOf ?? dataset?.referenceDate ?? defaultReferenceDate;
}

async function extractOf(request: FastifyRequest, parts: ExportParts) {
  const graph = await graphOf(request, parts);
  const asked = parseRequest(exportParameters(request, partParameters), await dayOf(parts, graph));
  return { graph, extract: await openExtract(graph, asked) };
}

function fileRoute(parts: ExportParts, file: ExportFile): Route {
  return async (request, reply) => {
    const { extract } = await extractOf(request, parts);
    return sendDownload(request, reply, {
      name: `${extract.clocks.asOf}-${file.name}`,
      mediaType: file.mediaType,
      state: [file.name, extract.graphId, extractHead(extract), layout],
      chunks: () => file.chunks(extract, extract.read),
    });
  };
}

/** The package of the CSV tables, which lie beside it: with the clocks in their paths, they stay what they are. */
function packageRoute(parts: ExportParts): Route {
  return async (request, reply) => {
    const { graph, extract } = await extractOf(request, parts);
    return sendDownload(request, reply, {
      name: "datapackage.json",
      mediaType: "application/json; charset=utf-8",
      state: ["datapackage", extract.graphId, extractHead(extract), layout],
      async *chunks() {
        const written: WrittenFile[] = [];
        for (const file of filesOf(["csv"])) written.push(await weighed(file, extract));
        yield line(await dataPackageOf(graph, extract, written));
      },
    });
  };
}

async function weighed(file: ExportFile, extract: Extract): Promise<WrittenFile> {
  const { read, counts } = countingRows(extract);
  const { through, result } = measure();
  for await (const _chunk of through(file.chunks(extract, read)));
  return { file, path: `${file.name}?${repeatedBy(extract)}`, ...result(), ...counts };
}

function repeatedBy({ clocks, scope, within, kinds }: Extract): URLSearchParams {
  return new URLSearchParams({
    ...{ asOf: clocks.asOf, knownAt: clocks.knownAt, atRevision: String(clocks.atRevision), scope },
    ...(within === null ? {} : { within }),
    ...(kinds === null ? {} : { kinds: kinds.join(",") }),
  });
}

interface OrphanFile {
  readonly name: string;
  readonly mediaType: string;
  readonly chunks: (pages: AsyncIterable<readonly Orphan[]>) => AsyncIterable<string | Uint8Array>;
}

const orphanFiles: readonly OrphanFile[] = [
  { name: "orphans.csv", mediaType: "text/csv; charset=utf-8; header=present", chunks: orphansCsv },
  { name: "orphans.xlsx", mediaType: xlsxMediaType, chunks: orphansXlsx },
];

function orphansRoute(parts: ExportParts, file: OrphanFile): Route {
  return async (request, reply) => {
    const given = exportParameters(request, ["asOf", "knownAt", "atRevision", "within", "standing"]);
    const standing = parseStandings(given.standing);
    const graph = await graphOf(request, parts);
    const defaultAsOf = await dayOf(parts, graph);
    const { clocks, revision, graphId } = await stateAt(
      graph,
      parseRequest({ asOf: given.asOf, knownAt: given.knownAt, atRevision: given.atRevision }, defaultAsOf),
    );
    const asker = { graph, caller: callerOf(request), requestId: request.id, defaultAsOf };
    const { reportFault, reportUnavailable } = parts.faults;
    const ask = askFor(parts.application, { ...asker, reportFault, reportUnavailable });
    const { asOf, knownAt, atRevision } = clocks;
    const asked = { asOf, knownAt, atRevision, within: given.within, standing };
    return sendDownload(request, reply, {
      name: `${asOf}-${file.name}`,
      mediaType: file.mediaType,
      state: [file.name, graphId, revision, asked],
      chunks: () => file.chunks(orphanPages(ask, asked)),
    });
  };
}

function changesRoute(parts: ExportParts): Route {
  return async (request, reply) => {
    const since = revisionAsked(exportParameters(request, ["since"]).since);
    const feed = await openChangesFeed(await graphOf(request, parts), since);
    return sendDownload(request, reply, {
      name: `changes-${since}-${feed.revision}.jsonl`,
      mediaType: "application/jsonl; charset=utf-8",
      state: ["changes", since, feed.revision, layout],
      chunks: feed.lines,
    });
  };
}
