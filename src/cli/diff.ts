import { Option } from "commander";
import { parseDate } from "../model/dates.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes } from "./command-context.ts";
import {
  atRevisionOption,
  csvOption,
  jsonOption,
  knownAtOption,
  withinOption,
  withOptions,
} from "./options.ts";
import { type ListFlags, printListOf, type RowLooks } from "./print-list.ts";
import { countOf, inWords, type Named } from "./wording.ts";

interface DiffFlags extends ListFlags {
  readonly within?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
  readonly inBetween?: boolean;
}

/** A row, by the names of the API. */
interface Change {
  readonly on: string | null;
  readonly kind: string;
  readonly description: string;
  readonly organisation: Named & { readonly kind: string; readonly confidence: string };
  readonly before: readonly { readonly confidence: string }[];
  readonly after: readonly { readonly confidence: string }[];
}

/** Of the facts that it rests on; where there is none, as when a body opens, of the body itself. */
function confidencesOf({ organisation, before, after }: Change): string[] {
  const facts = [...before, ...after];
  return [...new Set((facts.length === 0 ? [organisation] : facts).map(({ confidence }) => confidence))];
}

const document = `query Diff(
  $from: Date!, $to: Date!, $within: String, $knownAt: DateTime, $atRevision: Int, $inBetween: Boolean, $first: Int, $after: String, $counted: Boolean!
) {
  list: changes(from: $from, to: $to, within: $within, knownAt: $knownAt, atRevision: $atRevision, inBetween: $inBetween, first: $first, after: $after) {
    totalCount @include(if: $counted)
    pageInfo { hasNextPage endCursor }
    nodes {
      on kind description
      organisation { code name kind confidence }
      before { factId confidence source { code } }
      after { factId confidence source { code } }
    }
  }
}`;

const looks: RowLooks<Change> = {
  table: [
    { title: "on", cell: ({ on }) => on ?? "" },
    { title: "code", cell: ({ organisation }) => organisation.code },
    { title: "change", cell: ({ kind }) => inWords(kind) },
    { title: "in words", cell: ({ description }) => description },
  ],
  csv: {
    on: ({ on }) => on,
    kind: ({ kind }) => kind,
    organisationKind: ({ organisation }) => organisation.kind,
    code: ({ organisation }) => organisation.code,
    name: ({ organisation }) => organisation.name,
    description: ({ description }) => description,
    confidence: confidencesOf,
  },
};

const help = `
What came and went again in between is no difference: --in-between lists that too. Exit codes: 0 compared, 2 not run.

Examples:
  commissioning diff 2011-03-01 2011-04-01 --within Q38
  commissioning diff 2010-10-01 2011-04-01 --csv > changes.csv
  commissioning diff 2010-10-01 2013-04-30 --in-between --within Q38`;

const inBetween = new Option("--in-between", "also what came and went between the two days");

/** Adds `diff`: what differs between two days. */
export const addDiffCommand: AddCommand = (program, { actPaged }) => {
  const command = program
    .command("diff")
    .description(
      "list what differs between two days: who joined, left, moved, was delegated what, reported what, opened or closed",
    )
    .argument("<from>", "the earlier day, such as 2011-03-01", parseDate)
    .argument("<to>", "the later day, such as 2011-04-01", parseDate);
  withOptions(command, [
    withinOption(),
    inBetween,
    knownAtOption(),
    atRevisionOption(),
    csvOption(),
    jsonOption(),
  ])
    .addHelpText("after", help)
    .action(actPaged(diff));
};

async function diff(context: CommandContext, from: string, to: string, { json, csv, ...flags }: DiffFlags) {
  await printListOf<Change>(
    context,
    { json, csv },
    {
      ...looks,
      reading: "Reading changes",
      conclusion: ({ totalCount }) =>
        totalCount === 0
          ? `Nothing differs between ${from} and ${to}.`
          : `${countOf(totalCount, "change")} between ${from} and ${to}.`,
    },
    document,
    { from, to, ...flags },
  );
  return exitCodes.done;
}
