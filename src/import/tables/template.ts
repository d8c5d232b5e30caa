import { stringify } from "csv-stringify/sync";
import { BadUserInput } from "../../model/errors.ts";
import { type FactKind, factKinds } from "../../model/facts.ts";
import { columns, payloadColumns } from "./columns.ts";

/** What a template can be made for: each kind of fact, all of them in one file, and the other tables. */
export const templateNames = [
  "facts",
  ...factKinds.map((kind) => kind.toLowerCase()),
  "organisations",
  "counts",
  "sources",
] as const;

const source = "EXAMPLE-SOURCE";
const claim = {
  source,
  sourceTitle: "An example, made up",
  publisher: "nobody",
  published: "2011-03",
  confidence: "SYNTHETIC",
  note: "an example: replace this row",
};

/** One row a kind, of codes of the demonstration graph. What they say is made up, and the note says so. */
const examples: Readonly<Record<FactKind, Readonly<Record<string, string>>>> = {
  MEMBERSHIP: {
    from: "hunts-health",
    to: "5PP",
    validFrom: "2011-04-01",
    validTo: "2013-03-31",
    status: "SHADOW",
  },
  OUTSIDE: { from: "A81001", to: "5E1", validFrom: "2011-04-01", validTo: "2013-03-31", reason: "UNDECIDED" },
  DELEGATION: {
    from: "5PP",
    to: "hunts-health",
    validFrom: "2011-04-01",
    validTo: "2012-03-31",
    financialYear: "2011/12",
    stage: "IN_FORCE",
    amountGbp: "1000000",
    scope: "community services",
  },
  SUPPORT: {
    from: "5PP",
    to: "hunts-health",
    validFrom: "2011-04-01",
    validTo: "2013-03-31",
    services: "finance; analysis",
    model: "SECONDMENT",
  },
  SUCCESSION: { from: "TAM", to: "5QW", validFrom: "2011-04-15" },
  REPORT: {
    from: "5PP",
    validFrom: "2011-03-01",
    validTo: "2013-03-31",
    financialYear: "2011/12",
    position: "DEVELOPING",
  },
  BUDGET: {
    from: "5PP",
    validFrom: "2011-04-01",
    validTo: "2012-03-31",
    financialYear: "2011/12",
    amountGbp: "870000000",
  },
};

/**
 * A CSV file to fill in: the header, and a row of each kind as an example.
 * @throws BadUserInput for a name that is none of `templateNames`
 */
export function templateOf(name: string): string {
  const wanted = name.toLowerCase();
  if (wanted === "sources") return sourcesTemplate();
  if (wanted === "organisations") return organisationsTemplate();
  if (wanted === "counts") return countsTemplate();
  const kinds = factKinds.filter((kind) => wanted === "facts" || kind.toLowerCase() === wanted);
  if (kinds.length > 0) return factsTemplate(kinds);
  throw new BadUserInput(
    `${JSON.stringify(name)} has no template: expected ${templateNames.join(", ")}, such as --template membership.`,
  );
}

function factsTemplate(kinds: readonly FactKind[]): string {
  const own = new Set<string>(
    kinds.flatMap((kind) => [...payloadColumns[kind].required, ...payloadColumns[kind].optional]),
  );
  const others = new Set<string>(
    factKinds.flatMap((kind) => [...payloadColumns[kind].required, ...payloadColumns[kind].optional]),
  );
  const always = new Set(["validFrom", "validTo"]);
  const header = Object.keys(columns.facts).filter(
    (column) => own.has(column) || always.has(column) || !others.has(column),
  );
  return csv(
    header,
    kinds.map((kind) => ({ kind, ...examples[kind], ...claim })),
  );
}

const organisationsTemplate = (): string =>
  csv(Object.keys(columns.organisations), [
    {
      kind: "CONSORTIUM",
      code: "example-consortium",
      name: "Example Consortium",
      opened: "2011-04-01",
      closed: "2013-03-31",
      ...claim,
    },
  ]);

const countsTemplate = (): string =>
  csv(Object.keys(columns.counts), [
    { kind: "PRACTICE", code: "A81001", listSize: "4100", listSizeOn: "2011-04-01", ...claim },
  ]);

const sourcesTemplate = (): string =>
  csv(Object.keys(columns.sources), [
    { code: source, title: claim.sourceTitle, publisher: claim.publisher, published: claim.published },
  ]);

const csv = (header: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string =>
  stringify([...rows], { header: true, columns: [...header] });
