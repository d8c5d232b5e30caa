import { InvalidArgumentError, Option } from "commander";
import type { IsoDate } from "../model/dates.ts";
import { organisationKinds } from "../model/kinds.ts";
import type { OtherName } from "../model/other-name.ts";
import { knownAsInWords, lifetimeInWords } from "../model/reconciliation.ts";
import type { AddCommand } from "./add-command.ts";
import { ask } from "./ask.ts";
import { type CommandContext, exitCodes, printProse } from "./command-context.ts";
import {
  asOfOption,
  atRevisionOption,
  csvOption,
  jsonOption,
  knownAtOption,
  withChoices,
  withOptions,
} from "./options.ts";
import { type ListFlags, printRows, type RowLooks } from "./print-list.ts";
import { asTyped, inWords, nameAndCode } from "./wording.ts";

interface SearchFlags extends ListFlags {
  readonly kind?: readonly string[];
  readonly first?: number;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
}

interface Hit {
  readonly score: number;
  readonly otherName: OtherName | null;
  readonly organisation: {
    readonly asOf: IsoDate;
    readonly code: string;
    readonly name: string;
    readonly kind: string;
    readonly postcode: string | null;
    readonly opened: IsoDate | null;
    readonly closed: IsoDate | null;
    readonly confidence: string;
  };
}

interface Found {
  readonly dataset: { readonly referenceDate: string };
  readonly search: readonly Hit[];
  readonly onAnyDay: readonly Hit[];
}

const document = `query Search($text: String!, $kinds: [OrganisationKind!], $first: Int, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
  dataset { referenceDate }
  search(text: $text, kinds: $kinds, first: $first, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) { ...Hit }
  onAnyDay: search(text: $text, kinds: $kinds, first: 3, anyDay: true, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) { ...Hit }
}
fragment Hit on SearchHit { score otherName { name validFrom validTo knownTo } organisation { asOf code name kind postcode opened closed confidence } }`;

/** @param hits of which some may fit by another name: the column that says so is there only then */
const looksOf = (hits: readonly Hit[]): RowLooks<Hit> => ({
  table: [
    { title: "code", cell: ({ organisation }) => organisation.code },
    { title: "name", cell: ({ organisation }) => organisation.name },
    ...(hits.some(({ otherName }) => otherName) ? [{ title: "fits by", cell: otherNameInWords }] : []),
    { title: "kind", cell: ({ organisation }) => inWords(organisation.kind) },
    { title: "postcode", spare: true, cell: ({ organisation }) => organisation.postcode ?? "" },
    { title: "exists", spare: true, cell: ({ organisation }) => lifetimeInWords(organisation) },
    { title: "fit", right: true, cell: ({ score }) => score.toFixed(2) },
  ],
  csv: {
    score: ({ score }) => score,
    code: ({ organisation }) => organisation.code,
    name: ({ organisation }) => organisation.name,
    kind: ({ organisation }) => organisation.kind,
    postcode: ({ organisation }) => organisation.postcode,
    opened: ({ organisation }) => organisation.opened,
    closed: ({ organisation }) => organisation.closed,
    confidence: ({ organisation }) => organisation.confidence,
    otherName: ({ otherName }) => otherName?.name ?? null,
    otherNameFrom: ({ otherName }) => otherName?.validFrom ?? null,
    otherNameTo: ({ otherName }) => otherName?.validTo ?? null,
    otherNameKnownTo: ({ otherName }) => otherName?.knownTo ?? null,
  },
});

const otherNameInWords = ({ otherName, organisation: { asOf } }: Hit): string =>
  otherName ? knownAsInWords(otherName, asOf) : "";

const help = `
The best hit comes first. A word may be the beginning of one; where nothing has all words, one of five letters and more may \
be misspelt by a letter. What fits by a name of other days says so: known as … until … What fits better and does not exist on the day is named below.
Exit codes: 0 listed, even where there is none; 2 not run.

Examples:
  commissioning search cambridgeshire
  commissioning search hunts helth --kind consortium
  commissioning search "NHS Bolton" --as-of 2013-04-01 --csv > hits.csv`;

/** Adds `search`: organisations by name, code or postcode. */
export const addSearchCommand: AddCommand = (program, { actPaged }) => {
  const command = program
    .command("search")
    .description("find organisations by name, code, postcode or outcode")
    .argument("<text...>", "what to look for, such as hunts health, 5PP or PE29");
  withOptions(command, [
    withChoices(
      new Option("--kind <kinds...>", "only these; every kind where absent"),
      organisationKinds.map(asTyped),
    ),
    new Option("--first <number>", "how many at the most: 1 to 100; 10 where absent").argParser(numberOf),
    asOfOption(),
    knownAtOption(),
    atRevisionOption(),
    csvOption(),
    jsonOption(),
  ])
    .addHelpText("after", help)
    .action(actPaged(search));
};

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("expected a number of hits, such as 20.");
  return Number(text);
}

async function search(
  context: CommandContext,
  words: readonly string[],
  { json, csv, kind, ...given }: SearchFlags,
) {
  const text = words.join(" ");
  const kinds = kind?.map((name) => name.toUpperCase().replaceAll("-", "_"));
  const { search: hits, onAnyDay, dataset } = await ask<Found>(context, document, { ...given, text, kinds });
  await printRows(context, { json, csv }, looksOf(hits), hits);
  if (json || csv) return exitCodes.done;
  if (hits.length === 0) {
    await printProse(
      context,
      `Nothing fits ${JSON.stringify(text)} on ${given.asOf ?? dataset.referenceDate}.`,
    );
  }
  const best = hits[0]?.score ?? 0;
  for (const { organisation } of onAnyDay.filter(({ score }) => score > best)) {
    await printProse(
      context,
      `On other days: ${nameAndCode(organisation)}, ${lifetimeInWords(organisation)}.`,
    );
  }
  return exitCodes.done;
}
