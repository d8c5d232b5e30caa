import { InvalidArgumentError, Option } from "commander";
import type { ImportProgress } from "../import/report/progress.ts";
import type { ImportReport } from "../import/report/report.ts";
import { type DateOrder, dateOrders } from "../import/tables/dates.ts";
import { templateNames, templateOf } from "../import/tables/template.ts";
import { BadUserInput } from "../model/errors.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes, pathFrom, printOut } from "./command-context.ts";
import { importProgress } from "./import-progress.ts";
import { importReportText } from "./import-report.ts";

interface ImportFlags {
  readonly practices?: string;
  readonly memberships?: string;
  readonly published?: string;
  readonly membershipsPublished?: string;
  readonly partial?: boolean;
  readonly layout?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly dates?: DateOrder;
  readonly template?: string | true;
  readonly dryRun?: boolean;
  readonly maxRejects: number;
  readonly rejects: string;
  readonly json?: boolean;
}

const help = `
Files are CSV tables of facts, organisations and sources, each with a header: see docs/imports.md, and --template for one \
to fill in. ODS's own files of practices and memberships are given with --practices and --memberships.
A file is a path, "-" for standard input, or an https:// address; CSV, or a zip or gzip with one CSV in it.
All is written in one transaction, or nothing; the same files again change nothing.
Exit codes: 0 done, 2 wrong use or a file that cannot be read, 3 too many rejected rows, or a file that lacks what is known, \
4 nothing of a file was taken: each of its rows was ignored or rejected, so it may be another than was meant, \
5 the connection broke while it was written, and what came of it is not known.

Examples:
  commissioning import --template membership > facts.csv
  commissioning import facts.csv --dry-run
  commissioning import sources.csv organisations.csv facts.csv
  commissioning import CCG_APR_2013.csv --layout ons-ccg-2013
  commissioning import --practices epraccur.zip --memberships epcmem.zip --published 2014-10`;

/** Adds `import`: tables of facts, organisations and sources, and the files of ODS. */
export const addImportCommand: AddCommand = (program, { act }) => {
  program
    .command("import")
    .description(
      "import facts, organisations and sources from CSV, or GP practices and memberships from ODS's files",
    )
    .argument("[files...]", "CSV tables of facts, organisations or sources, in any order")
    .option("--template [name]", `print a CSV file to fill in: ${templateNames.join(", ")} (facts)`)
    .option("--layout <name>", "how the files are laid out, where not as ours: a name, or a JSON file")
    .option(
      "--set <column=value>",
      "a value for a column that the files have not; may be repeated",
      withConstant,
    )
    .addOption(
      new Option("--dates <order>", "what 01/04/2011 starts with, where the file does not tell").choices(
        dateOrders,
      ),
    )
    .option("--practices <file>", "ODS epraccur: GP practices and prescribing cost centres")
    .option("--memberships <file>", "ODS epcmem: the whole history of practice memberships")
    .option(
      "--published <date>",
      "when ODS's files, or tables of organisations, were published: a month, a day or an instant, such as 2014-10; where absent, the newest day in a file of ODS, and no day for other tables",
    )
    .option("--memberships-published <date>", "when the memberships file was, if not with the practices")
    .option("--partial", "the memberships file holds only some: withdraw nothing that it lacks")
    .option("--dry-run", "do everything but the writing")
    .option("--max-rejects <rows>", "write nothing when more rows than this are rejected", wholeNumber, 0)
    .option("--rejects <file>", "where rejected rows go, if there are any", "rejected-rows.csv")
    .option("--json", "print the report as JSON")
    .addHelpText("after", help)
    .action(act(runImport));
};

async function runImport(context: CommandContext, files: readonly string[], flags: ImportFlags) {
  if (flags.template !== undefined) {
    await printOut(context, templateOf(flags.template === true ? "facts" : flags.template).trimEnd());
    return exitCodes.done;
  }
  checkFlags(files, flags);
  const bar = await importProgress(context.stderr);
  const report = await reportOf(context, files, flags, (progress) => {
    context.signal.throwIfAborted();
    bar.onProgress(progress);
  }).finally(bar.stop);
  await printOut(
    context,
    flags.json ? JSON.stringify(report, null, 2) : importReportText(context.stdout, report),
  );
  return exitCodeOf(report);
}

function exitCodeOf({ refusal, untaken }: ImportReport) {
  if (refusal !== null) return exitCodes.refused;
  return untaken.length > 0 ? exitCodes.nothingTaken : exitCodes.done;
}

/** Flags of one way to import say nothing of the other. */
function checkFlags(files: readonly string[], flags: ImportFlags): void {
  const ofOds = (["practices", "memberships", "membershipsPublished", "partial"] as const).filter(
    (flag) => flags[flag] !== undefined,
  );
  if (files.length > 0 && ofOds.length > 0) {
    throw new BadUserInput(
      `${files[0]} and --${ofOds[0]?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} are two ways to import: expected tables alone, such as facts.csv, or ODS's files alone, such as --practices epraccur.csv.`,
    );
  }
}

async function reportOf(
  context: CommandContext,
  files: readonly string[],
  { rejects, set = {}, layout, dates, ...flags }: ImportFlags,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportReport> {
  const graph = await context.openGraph(flags.dryRun ? "in memory" : "make");
  const common = {
    ...flags,
    rejectsFile: pathFrom(context, rejects),
    by: { who: context.caller.name, requestId: null },
    stdin: context.stdin,
    onProgress,
  };
  // Each way to import loads much, and help needs neither.
  if (files.length === 0) {
    const { importOds } = await import("../import/ods/import-ods.ts");
    return importOds(graph, {
      ...common,
      practices: flags.practices && placeFrom(context, flags.practices),
      memberships: flags.memberships && placeFrom(context, flags.memberships),
    });
  }
  const { importTables } = await import("../import/tables/import-tables.ts");
  const { readLayout } = await import("../import/tables/read-layout.ts");
  return importTables(graph, {
    ...common,
    files: files.map((file) => placeFrom(context, file)),
    layout: layout === undefined ? undefined : readLayout(layout, (path) => pathFrom(context, path)),
    constants: set,
    dates,
  });
}

/** A path, from the folder that the user is in; "-" and addresses as they are. */
function placeFrom(context: CommandContext, place: string): string {
  return place === "-" || /^[a-z]{2,}:\/\//i.test(place) ? place : pathFrom(context, place);
}

function withConstant(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, column, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (column === undefined || value === undefined) {
    throw new InvalidArgumentError("expected a column and its value, such as confidence=REPORTED.");
  }
  return { ...before, [column]: value };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number of rows, such as 10.");
  return Number(text);
}
