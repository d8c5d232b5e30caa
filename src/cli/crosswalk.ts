import { Option } from "commander";
import type { AddCommand } from "./add-command.ts";
import { ask } from "./ask.ts";
import { type CommandContext, exitCodes, printProse } from "./command-context.ts";
import { type KindOnDay, kindOnDay } from "./kind-on-day.ts";
import {
  atRevisionOption,
  csvOption,
  jsonOption,
  knownAtOption,
  withinOption,
  withOptions,
} from "./options.ts";
import { type ListFlags, printRows, type RowLooks } from "./print-list.ts";
import { countOf, type Named, numberText } from "./wording.ts";

interface CrosswalkFlags extends ListFlags {
  readonly from: KindOnDay;
  readonly to: KindOnDay;
  readonly within?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
}

interface Row {
  readonly from: Named | null;
  readonly to: Named | null;
  readonly practices: number;
  readonly patients: number | null;
  readonly shareOfFrom: number | null;
  readonly shareOfTo: number | null;
}

const document = `query Crosswalk(
  $from: OrganisationKind!, $fromAsOf: Date!, $to: OrganisationKind!, $toAsOf: Date!, $within: String, $knownAt: DateTime, $atRevision: Int
) {
  crosswalk(
    from: $from, fromAsOf: $fromAsOf, to: $to, toAsOf: $toAsOf, within: $within, knownAt: $knownAt, atRevision: $atRevision
  ) {
    from { code name }
    to { code name }
    practices patients shareOfFrom shareOfTo
  }
}`;

const percent = (share: number | null): string => (share === null ? "" : `${(share * 100).toFixed(1)}%`);

const looks: RowLooks<Row> = {
  table: [
    { title: "from", cell: ({ from }) => from?.code ?? "none" },
    { title: "from name", spare: true, cell: ({ from }) => from?.name ?? "" },
    { title: "to", cell: ({ to }) => to?.code ?? "none" },
    { title: "to name", spare: true, cell: ({ to }) => to?.name ?? "" },
    { title: "practices", right: true, cell: ({ practices }) => numberText(practices) },
    { title: "patients", right: true, cell: ({ patients }) => numberText(patients) },
    { title: "of from", right: true, cell: ({ shareOfFrom }) => percent(shareOfFrom) },
    { title: "of to", right: true, cell: ({ shareOfTo }) => percent(shareOfTo) },
  ],
  csv: {
    fromCode: ({ from }) => from?.code ?? null,
    fromName: ({ from }) => from?.name ?? null,
    toCode: ({ to }) => to?.code ?? null,
    toName: ({ to }) => to?.name ?? null,
    practices: ({ practices }) => practices,
    patients: ({ patients }) => patients,
    shareOfFrom: ({ shareOfFrom }) => shareOfFrom,
    shareOfTo: ({ shareOfTo }) => shareOfTo,
  },
};

const help = `
Each practice that existed on either day counts in one row, so that the rows of an organisation add up to its practices.
An empty end: practices that came under none on that day, or did not exist. Shares are of practices.
Exit codes: 0 listed, even where there is none; 2 not run.

Examples:
  commissioning crosswalk --from PCT@2013-03-31 --to CONSORTIUM@2013-04-01 --csv > pct-to-ccg.csv
  commissioning crosswalk --from CONSORTIUM@2015-03-31 --to CONSORTIUM@2015-04-01 --within 13T
  commissioning crosswalk --from PRACTICE@2013-03-31 --to CONSORTIUM@2013-04-01 --within 5PP --json`;

/** Adds `crosswalk`: who took over whose practices between two days. */
export const addCrosswalkCommand: AddCommand = (program, { actPaged }) => {
  const command = program
    .command("crosswalk")
    .description(
      "list who took over whose practices between two days: each pair with practices and patients",
    );
  withOptions(command, [
    kindOnDay(new Option("--from <kind@day>", "whose practices they were, and when, such as PCT@2013-03-31")),
    kindOnDay(new Option("--to <kind@day>", "whose they became, and by when, such as CONSORTIUM@2013-04-01")),
    withinOption(),
    knownAtOption(),
    atRevisionOption(),
    csvOption(),
    jsonOption(),
  ])
    .addHelpText("after", help)
    .action(actPaged(crosswalk));
};

async function crosswalk(context: CommandContext, { json, csv, from, to, ...given }: CrosswalkFlags) {
  const variables = { from: from.kind, fromAsOf: from.day, to: to.kind, toAsOf: to.day, ...given };
  const answer = await ask<{ crosswalk: readonly Row[] }>(context, document, variables);
  await printRows(context, { json, csv }, looks, answer.crosswalk);
  if (!json && !csv) await printProse(context, conclusion(answer.crosswalk));
  return exitCodes.done;
}

function conclusion(rows: readonly Row[]): string {
  if (rows.length === 0) return "There is no practice there on either day.";
  const practices = rows.reduce((total, row) => total + row.practices, 0);
  return `${countOf(rows.length, "pair")}, ${countOf(practices, "practice")}.`;
}
