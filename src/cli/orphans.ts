import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Option } from "commander";
import type { Orphan } from "../export/orphans.ts";
import { BadUserInput } from "../model/errors.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes } from "./command-context.ts";
import {
  asOfOption,
  atRevisionOption,
  csvOption,
  jsonOption,
  knownAtOption,
  withChoices,
  withinOption,
  withOptions,
} from "./options.ts";
import { type Connection, listAll } from "./pages.ts";
import { type ListFlags, printListOf, type RowLooks } from "./print-list.ts";
import { progressBar } from "./progress.ts";
import { countOf, inWords, nameAndCode, numberText } from "./wording.ts";

interface OrphanFlags extends ListFlags {
  readonly xlsx?: boolean;
  readonly within?: string;
  readonly standing?: readonly string[];
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
}

const reading = "Reading practices";
const document = `query Orphans(
  $within: String, $standing: [ConsortiumStanding!], $asOf: Date, $knownAt: DateTime, $atRevision: Int, $first: Int, $after: String, $counted: Boolean!
) {
  list: orphanedPractices(
    within: $within, standing: $standing, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, first: $first, after: $after
  ) {
    totalCount @include(if: $counted)
    totalPatients @include(if: $counted)
    pageInfo { hasNextPage endCursor }
    nodes {
      code name postcode standing outsideReason orphanedSince listSize listSizeOn confidence
      pct { code name }
      cluster { code name }
      sha { code name }
      source { code }
      suggestedConsortia { consortium { code name } sharePct evidence }
    }
  }
}`;

const looks: Pick<RowLooks<Orphan>, "table"> = {
  table: [
    { title: "code", cell: ({ code }) => code },
    { title: "practice", cell: ({ name }) => name },
    { title: "standing", cell: ({ standing }) => inWords(standing) },
    { title: "reason", cell: ({ outsideReason }) => inWords(outsideReason) },
    { title: "since", spare: true, cell: ({ orphanedSince }) => orphanedSince ?? "" },
    { title: "patients", right: true, cell: ({ listSize }) => numberText(listSize) },
    { title: "PCT", spare: true, cell: ({ pct }) => pct?.name ?? "" },
    { title: "cluster", spare: true, cell: ({ cluster }) => cluster?.name ?? "" },
    {
      title: "may belong to",
      cell: ({ suggestedConsortia: [best] }) => (best ? suggested(best) : ""),
    },
  ],
};

const suggested = ({ consortium, sharePct }: Orphan["suggestedConsortia"][number]): string =>
  `${Math.round(sharePct)}% ${nameAndCode(consortium)}`;

function conclusion({ totalCount, totalPatients }: Connection<Orphan>): string {
  if (totalCount === 0) return "No practice is outside or unclear there on that day.";
  const patients =
    totalPatients == null ? "patients that were not counted" : countOf(totalPatients, "patient");
  return `${countOf(totalCount, "practice")} with ${patients}.`;
}

const standings = ["outside", "unclear"];
const help = `
outside: known to be in no consortium, and why. unclear: nothing is known. What it may belong to is evidence only.
Exit codes: 0 listed, even where there is none; 2 not run.

Examples:
  commissioning orphans --within Q38
  commissioning orphans --standing outside --as-of 2011-04-01 --csv > orphans.csv
  commissioning orphans --within 5E1 --as-of 2012-04-01 --xlsx > orphans.xlsx
  commissioning orphans --within 5PP --known-at 2011-04-10T00:00:00Z --json`;

/** Adds `orphans`: the practices that no consortium has, or of which nothing is known. */
export const addOrphansCommand: AddCommand = (program, { actPaged }) => {
  withOptions(program.command("orphans").description("list the practices that are in no consortium"), [
    withinOption(),
    withChoices(new Option("--standing <standings...>", "only these; both where absent"), standings),
    asOfOption(),
    knownAtOption(),
    atRevisionOption(),
    csvOption(),
    new Option("--xlsx", "write a workbook for a spreadsheet to standard output").conflicts(["csv", "json"]),
    jsonOption(),
  ])
    .addHelpText("after", help)
    .action(actPaged(orphans));
};

async function orphans(context: CommandContext, flags: OrphanFlags) {
  const { json, csv, xlsx, standing = standings, ...given } = flags;
  const variables = { ...given, standing: standing.map((name) => name.toUpperCase()) };
  if (xlsx) await writeXlsx(context, variables);
  else await printList(context, { json, csv }, variables);
  return exitCodes.done;
}

async function printList(
  context: CommandContext,
  flags: ListFlags,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { orphanColumns } = await import("../export/orphans.ts");
  const csv = Object.fromEntries(orphanColumns.map(({ name, cell }) => [name, cell]));
  await printListOf<Orphan>(context, flags, { ...looks, csv, reading, conclusion }, document, variables);
}

async function writeXlsx(context: CommandContext, variables: Readonly<Record<string, unknown>>) {
  const { stdout, stderr, signal } = context;
  if (stdout.isTerminal) {
    throw new BadUserInput(
      "A workbook is no text for a terminal: expected --xlsx with a file, such as > orphans.xlsx.",
    );
  }
  const { orphansXlsx } = await import("../export/orphans.ts");
  const bar = await progressBar(stderr, reading);
  const { rows } = await listAll<Orphan>(context, document, variables, bar);
  await pipeline(Readable.from(orphansXlsx(oneByOne(rows))), stdout.stream, { end: false, signal });
}

async function* oneByOne(rows: AsyncIterable<Orphan> | Iterable<Orphan>) {
  for await (const row of rows) yield [row];
}
