import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { WrittenFile } from "../export/data-package.ts";
import { type Extract, openExtract } from "../export/extract.ts";
import { type FormatName, formatNames, parseFormat } from "../export/format-names.ts";
import { type ExportFile, filesOf } from "../export/formats.ts";
import { extractHead } from "../export/json-lines.ts";
import { type GivenRequest, parseRequest } from "../export/request.ts";
import { writeFolder } from "../export/write-folder.ts";
import type { Graph } from "../graph/graph.ts";
import { datasetProperties } from "../graph/statements/dataset.ts";
import { BadUserInput } from "../model/errors.ts";
import { defaultReferenceDate } from "../server/readiness.ts";
import { type CommandContext, exitCodes, pathFrom, printOut } from "./command-context.ts";
import { exportReportText } from "./export-report.ts";
import { progressBar } from "./progress.ts";

export interface ExportFlags extends GivenRequest {
  readonly out?: string;
  readonly format: string;
  readonly table?: string;
  readonly all?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

export async function runExport(context: CommandContext, target: string | undefined, flags: ExportFlags) {
  const files = filesOf(formatsIn(flags.format));
  const place = placeOf(target, flags);
  const graph = await context.openGraph();
  const scope = flags.all ? "recorded" : flags.scope;
  const extract = await openExtract(
    graph,
    parseRequest({ ...flags, scope }, await defaultDay(context, graph)),
  );
  if (place === null) {
    const chunks = oneOf(files, flags).chunks(extract, extract.read);
    await pipeline(Readable.from(chunks), context.stdout.stream, { end: false, signal: context.signal });
    return exitCodes.done;
  }
  const started = performance.now();
  const written = await writeInto(context, graph, extract, {
    folder: pathFrom(context, place),
    files,
    force: flags.force ?? false,
  });
  const report = {
    folder: place,
    ...reportOf(extract, written),
    seconds: (performance.now() - started) / 1_000,
  };
  await printOut(
    context,
    flags.json ? JSON.stringify(report, null, 2) : exportReportText(context.stdout, report),
  );
  return exitCodes.done;
}

async function writeInto(
  { stderr, signal }: CommandContext,
  graph: Graph,
  extract: Extract,
  request: { readonly folder: string; readonly files: readonly ExportFile[]; readonly force: boolean },
) {
  const bar = await progressBar(stderr, "Exporting");
  try {
    return await writeFolder(graph, extract, { ...request, onProgress: bar.onProgress, signal });
  } finally {
    bar.stop();
  }
}

function formatsIn(text: string): readonly FormatName[] {
  return text === "all" ? formatNames : text.split(",").map(parseFormat);
}

/** The folder; null for standard output. */
function placeOf(
  target: string | undefined,
  { out, json }: Pick<ExportFlags, "out" | "json">,
): string | null {
  // No folder of that name is meant.
  if (out === "-") return placeOf(target ?? "-", json ? { json } : {});
  if (target !== undefined && target !== "-") {
    throw new BadUserInput(
      `${JSON.stringify(target)} is no place to export to: expected --out and a folder, such as --out ${target}, or - for standard output.`,
    );
  }
  if (target === undefined && out !== undefined) return out;
  if (target === "-" && out === undefined && !json) return null;
  throw new BadUserInput(
    target === "-"
      ? "Standard output takes one file alone: expected - without --out and --json."
      : "Nothing says where to export to: expected --out and a folder, such as --out exports/england, or - for standard output.",
  );
}

function oneOf(files: readonly ExportFile[], { format, table }: ExportFlags): ExportFile {
  const wanted = table === undefined ? files : files.filter(({ name }) => name.startsWith(`${table}.`));
  const [file, ...others] = wanted;
  if (file && others.length === 0) return file;
  throw new BadUserInput(
    `Standard output takes one file, and --format ${format}${table === undefined ? "" : ` --table ${table}`} names ${wanted.length}: expected one, such as --format jsonl, or --format csv --table nodes.`,
  );
}

async function defaultDay({ settings }: CommandContext, graph: Graph) {
  const [dataset] = await graph.read(datasetProperties, {});
  return settings().defaultAsOf ?? dataset?.referenceDate ?? defaultReferenceDate;
}

const reportOf = (extract: Extract, written: readonly WrittenFile[]) => ({
  ...extractHead(extract),
  organisations: extract.organisations,
  files: written.map(({ path, bytes, sha256, rows, leftOut }) => ({ path, bytes, sha256, rows, leftOut })),
});
