import { Option } from "commander";
import { type Orphan, orphanColumns } from "../export/orphans.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes } from "./command-context.ts";
import {
  asOfOption,
  csvOption,
  jsonOption,
  knownAtOption,
  oneOf,
  withinOption,
  withOptions,
} from "./options.ts";
import type { Connection } from "./pages.ts";
import { type ListFlags, printListOf, type RowLooks } from "./print-list.ts";
import { counted, countOf, inWords, named } from "./wording.ts";

interface OrphanFlags extends ListFlags {
  readonly within?: string;
  readonly standing?: readonly string[];
  readonly asOf?: string;
  readonly knownAt?: string;
}

const document = `query Orphans(
  $within: String, $standing: [ConsortiumStanding!], $asOf: Date, $knownAt: DateTime, $first: Int, $after: String
) {
  list: orphanedPractices(
    within: $within, standing: $standing, asOf: $asOf, knownAt: $knownAt, first: $first, after: $after
  ) {
    totalCount
    totalPatients
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

const looks: RowLooks<Orphan> = {
  table: [
    { title: "code", cell: ({ code }) => code },
    { title: "practice", cut: true, cell: ({ name }) => name },
    { title: "standing", cell: ({ standing }) => inWords(standing) },
    { title: "reason", cell: ({ outsideReason }) => inWords(outsideReason) },
    { title: "since", cell: ({ orphanedSince }) => orphanedSince ?? "" },
    { title: "patients", right: true, cell: ({ listSize }) => counted(listSize) },
    { title: "PCT", cut: true, spare: true, cell: ({ pct }) => pct?.name ?? "" },
    { title: "cluster", cut: true, spare: true, cell: ({ cluster }) => cluster?.name ?? "" },
    {
      title: "may belong to",
      cut: true,
      cell: ({ suggestedConsortia: [best] }) => (best ? suggested(best) : ""),
    },
  ],
  csv: Object.fromEntries(orphanColumns),
};

const suggested = ({ consortium, sharePct }: Orphan["suggestedConsortia"][number]): string =>
  `${Math.round(sharePct)}% ${named(consortium)}`;

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
  commissioning orphans --within 5PP --known-at 2011-04-10T00:00:00Z --json`;

/** Adds `orphans`: the practices that no consortium has, or of which nothing is known. */
export const addOrphansCommand: AddCommand = (program, { act }) => {
  withOptions(program.command("orphans").description("list the practices that are in no consortium"), [
    withinOption(),
    oneOf(new Option("--standing <standings...>", "only these; both where absent"), standings),
    asOfOption(),
    knownAtOption(),
    csvOption(),
    jsonOption(),
  ])
    .addHelpText("after", help)
    .action(act(orphans));
};

async function orphans(context: CommandContext, { json, csv, standing = standings, ...flags }: OrphanFlags) {
  const variables = { ...flags, standing: standing.map((given) => given.toUpperCase()) };
  const reading = "Reading practices";
  await printListOf<Orphan>(context, { json, csv }, { ...looks, reading, conclusion }, document, variables);
  return exitCodes.done;
}
