import { type Command, InvalidArgumentError } from "commander";
import type { Graph } from "../graph/graph.ts";
import { importOds } from "../import/ods/import-ods.ts";
import { importProgress } from "./import-progress.ts";
import { importReportText } from "./import-report.ts";

interface ImportFlags {
  readonly practices?: string;
  readonly memberships?: string;
  readonly published?: string;
  readonly membershipsPublished?: string;
  readonly partial?: boolean;
  readonly dryRun?: boolean;
  readonly maxRejects: number;
  readonly rejects: string;
  readonly json?: boolean;
}

/** Too many rejected rows, or a file that must not be imported. */
const refusedExitCode = 3;

const help = `
A file is a path, "-" for standard input, or an https:// address; CSV, or a zip with one CSV in it.
All is written in one transaction, or nothing; the same files again change nothing.
Exit codes: 0 done, 2 wrong use, 3 too many rejected rows, or a file that lacks what is known.

Example: commissioning import --practices epraccur.zip --memberships epcmem.zip --published 2014-10`;

/** Adds `import`: practices and their memberships from the files of ODS. */
export function addImportCommand(program: Command, openGraph: () => Promise<Graph>): void {
  program
    .command("import")
    .description("import GP practices and their memberships of PCTs and CCGs from the files of ODS")
    .option("--practices <file>", "epraccur: GP practices and prescribing cost centres")
    .option("--memberships <file>", "epcmem: the whole history of practice memberships")
    .option("--published <date>", "when the files were published, cited with every fact, such as 2014-10")
    .option("--memberships-published <date>", "when the memberships file was, if not with the practices")
    .option("--partial", "the memberships file holds only some: withdraw nothing that it lacks")
    .option("--dry-run", "do everything but the writing")
    .option("--max-rejects <rows>", "write nothing when more rows than this are rejected", wholeNumber, 0)
    .option("--rejects <file>", "where rejected rows go, if there are any", "rejected-rows.csv")
    .option("--json", "print the report as JSON")
    .addHelpText("after", help)
    .action((flags: ImportFlags) => runImport(flags, openGraph));
}

async function runImport({ rejects, json, ...flags }: ImportFlags, openGraph: () => Promise<Graph>) {
  const graph = await openGraph();
  const bar = importProgress();
  try {
    const report = await importOds(graph, { ...flags, rejectsFile: rejects, onProgress: bar.onProgress });
    bar.stop();
    console.log(json ? JSON.stringify(report, null, 2) : importReportText(report));
    if (report.refusal !== null) process.exitCode = refusedExitCode;
  } finally {
    bar.stop();
    await graph.close();
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number of rows, such as 10.");
  return Number(text);
}
