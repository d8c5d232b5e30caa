import { InvalidArgumentError } from "commander";
import { importOds } from "../import/ods/import-ods.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes, pathFrom, print } from "./command-context.ts";
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

const help = `
A file is a path, "-" for standard input, or an https:// address; CSV, or a zip with one CSV in it.
All is written in one transaction, or nothing; the same files again change nothing.
Exit codes: 0 done, 2 wrong use, 3 too many rejected rows, or a file that lacks what is known.

Example: commissioning import --practices epraccur.zip --memberships epcmem.zip --published 2014-10`;

/** Adds `import`: practices and their memberships from the files of ODS. */
export const addImportCommand: AddCommand = (program, { act }) => {
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
    .action(act(runImport));
};

async function runImport(context: CommandContext, { rejects, json, ...flags }: ImportFlags) {
  const graph = await context.openGraph();
  const bar = importProgress(context.stderr);
  const report = await importOds(graph, {
    ...flags,
    practices: placeFrom(context, flags.practices),
    memberships: placeFrom(context, flags.memberships),
    rejectsFile: pathFrom(context, rejects),
    stdin: context.stdin,
    onProgress(progress) {
      context.signal.throwIfAborted();
      bar.onProgress(progress);
    },
  }).finally(bar.stop);
  await print(context, json ? JSON.stringify(report, null, 2) : importReportText(report));
  return report.refusal === null ? exitCodes.done : exitCodes.refused;
}

/** A path, from the folder that the user is in; "-" and addresses as they are. */
function placeFrom(context: CommandContext, place: string | undefined): string | undefined {
  return place === undefined || place === "-" || /^[a-z]{2,}:\/\//i.test(place)
    ? place
    : pathFrom(context, place);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number of rows, such as 10.");
  return Number(text);
}
