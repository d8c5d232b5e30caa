import { InvalidArgumentError, Option } from "commander";
import { addDays, type IsoDate } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { AddCommand } from "./add-command.ts";
import { ask } from "./ask.ts";
import { type CommandContext, exitCodes, printProse } from "./command-context.ts";
import { type KindOnDay, kindOnDay } from "./kind-on-day.ts";
import { csvOption, jsonOption, withinOption, withOptions } from "./options.ts";
import { listAll } from "./pages.ts";
import { type ListFlags, printRows, type RowLooks } from "./print-list.ts";
import { noProgress } from "./progress.ts";
import { countOf, numberText } from "./wording.ts";

interface SuccessionFlags extends ListFlags {
  readonly from: KindOnDay;
  readonly to: KindOnDay;
  readonly within?: string;
  readonly leastShare?: number;
}

interface Body {
  readonly code: string;
  readonly name: string;
  readonly opened: IsoDate | null;
  readonly closed: IsoDate | null;
}

interface Pair {
  readonly from: Body | null;
  readonly to: Body | null;
  readonly practices: number;
  readonly patients: number | null;
  readonly shareOfFrom: number;
  readonly shareOfTo: number;
}

/** By the names that `record succession` takes. */
interface Succession {
  readonly predecessor: string;
  readonly successor: string;
  readonly validFrom: IsoDate;
  readonly practices: number;
  readonly patients: number | null;
  readonly shareOfPredecessor: number;
  readonly shareOfSuccessor: number;
  readonly confidence: "DERIVED";
  readonly note: string;
}

const pairsDocument = `query Pairs($from: OrganisationKind!, $fromAsOf: Date!, $to: OrganisationKind!, $toAsOf: Date!, $within: String) {
  crosswalk(from: $from, fromAsOf: $fromAsOf, to: $to, toAsOf: $toAsOf, within: $within) {
    from { code name opened closed }
    to { code name opened closed }
    practices patients shareOfFrom shareOfTo
  }
}`;

const knownDocument = `query Known($from: Date!, $to: Date!, $knownAt: DateTime, $first: Int, $after: String, $counted: Boolean!) {
  list: changes(from: $from, to: $to, knownAt: $knownAt, kinds: [SUCCEEDED], first: $first, after: $after) {
    totalCount @include(if: $counted)
    pageInfo { hasNextPage endCursor }
    nodes { after { ... on Succession { predecessor { code } successor { code } } } }
  }
}`;

interface Known {
  readonly after: readonly {
    readonly predecessor: { readonly code: string };
    readonly successor: { readonly code: string };
  }[];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

const looks: RowLooks<Succession> = {
  table: [
    { title: "predecessor", cell: ({ predecessor }) => predecessor },
    { title: "successor", cell: ({ successor }) => successor },
    { title: "from", cell: ({ validFrom }) => validFrom },
    { title: "practices", right: true, cell: ({ practices }) => numberText(practices) },
    { title: "patients", right: true, cell: ({ patients }) => numberText(patients) },
    { title: "of predecessor", right: true, cell: ({ shareOfPredecessor }) => percent(shareOfPredecessor) },
    { title: "of successor", right: true, cell: ({ shareOfSuccessor }) => percent(shareOfSuccessor) },
  ],
  csv: {
    predecessor: ({ predecessor }) => predecessor,
    successor: ({ successor }) => successor,
    validFrom: ({ validFrom }) => validFrom,
    practices: ({ practices }) => practices,
    patients: ({ patients }) => patients,
    shareOfPredecessor: ({ shareOfPredecessor }) => shareOfPredecessor,
    shareOfSuccessor: ({ shareOfSuccessor }) => shareOfSuccessor,
    confidence: ({ confidence }) => confidence,
    note: ({ note }) => note,
  },
};

const help = `
A body that closed between the two days was succeeded by those that its practices belong to on the second: a succession by \
practices, which says nothing of property, staff or debts. Choose days that are next to each other. What the graph holds \
already is left out. The CSV is what "commissioning record succession" reads; nothing is written here.
Exit codes: 0 listed, even where there is none; 2 not run.

Examples:
  commissioning successions --from PCT@2013-03-31 --to CONSORTIUM@2013-04-01
  commissioning successions --from CONSORTIUM@2018-03-31 --to CONSORTIUM@2018-04-01 --least-share 0.05 --csv > successions.csv`;

/** Adds `successions`: who succeeded whom, derived from where practices went. */
export const addSuccessionsCommand: AddCommand = (program, { actPaged }) => {
  const command = program
    .command("successions")
    .description("derive who succeeded whom from where the practices of closed bodies went");
  withOptions(command, [
    kindOnDay(new Option("--from <kind@day>", "who closed, and a day before, such as PCT@2013-03-31")),
    kindOnDay(new Option("--to <kind@day>", "who went on, and the day after, such as CONSORTIUM@2013-04-01")),
    withinOption(),
    new Option(
      "--least-share <share>",
      "only where it is so much of the predecessor's or of the successor's practices, such as 0.05",
    ).argParser(readShare),
    csvOption(),
    jsonOption(),
  ])
    .addHelpText("after", help)
    .action(actPaged(successions));
};

function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== "" && share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError("expected a share from 0 to 1, such as 0.05.");
}

async function successions(context: CommandContext, flags: SuccessionFlags) {
  const { json, csv, from, to, within, leastShare = 0 } = flags;
  if (from.day >= to.day) {
    throw new BadUserInput(
      `--from is of ${from.day}, and --to of ${to.day}: expected an earlier day first, such as --from PCT@2013-03-31 --to CONSORTIUM@2013-04-01.`,
    );
  }
  const variables = { from: from.kind, fromAsOf: from.day, to: to.kind, toAsOf: to.day, within };
  const { crosswalk } = await ask<{ crosswalk: readonly Pair[] }>(context, pairsDocument, variables);
  const derived = crosswalk
    .filter(({ shareOfFrom, shareOfTo }) => Math.max(shareOfFrom, shareOfTo) >= leastShare)
    .flatMap((pair) => successionOf(pair, from.day, to.day) ?? []);
  const known = derived.length === 0 ? new Set() : await knownBetween(context, from.day, to.day);
  const unknown = derived.filter((row) => !known.has(keyOf(row.predecessor, row.successor)));
  await printRows(context, { json, csv }, looks, unknown);
  if (!json && !csv) await printProse(context, conclusion(derived.length, unknown.length));
  return exitCodes.done;
}

/** What a pair says; null where nobody closed, or none went on. */
function successionOf({ from, to, ...pair }: Pair, first: IsoDate, second: IsoDate): Succession | null {
  if (!from?.closed || !to || from.code === to.code || from.closed >= second) return null;
  const dayAfter = addDays(from.closed, 1);
  const { practices, patients, shareOfFrom, shareOfTo } = pair;
  return {
    predecessor: from.code,
    successor: to.code,
    validFrom: to.opened !== null && to.opened > dayAfter ? to.opened : dayAfter,
    practices,
    patients,
    shareOfPredecessor: shareOfFrom,
    shareOfSuccessor: shareOfTo,
    confidence: "DERIVED",
    note: `${countOf(practices, "practice")} of ${from.code} on ${first} and of ${to.code} on ${second}`,
  };
}

const keyOf = (predecessor: string, successor: string): string => `${predecessor} ${successor}`;

/** The successions between two days that the graph holds. */
async function knownBetween(context: CommandContext, from: IsoDate, to: IsoDate): Promise<Set<string>> {
  const { rows } = await listAll<Known>(context, knownDocument, { from, to }, noProgress);
  const known = new Set<string>();
  for await (const { after } of rows)
    for (const { predecessor, successor } of after) known.add(keyOf(predecessor.code, successor.code));
  return known;
}

function conclusion(derived: number, unknown: number): string {
  if (derived === 0) return "Nobody closed between these days whose practices went on.";
  const known = derived - unknown;
  return `${countOf(derived, "succession")}, of which the graph holds ${known === derived ? "all" : numberText(known)} already.`;
}
