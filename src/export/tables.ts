import { confidences, organisationKinds } from "../model/kinds.ts";
import { detailFields, payloadFieldsAmong } from "../vocabulary/derive.ts";
import {
  claimFields,
  type FactKind,
  factKinds,
  isOfOne,
  type KindOfTwo,
  kindsOfTwo,
} from "../vocabulary/fact.ts";
import { type FieldType, type StoredField, sentence } from "../vocabulary/field.ts";
import type { Column, Table } from "./table.ts";

const column = (
  name: string,
  type: Column["type"],
  description: string,
  more: Pick<Column, "required" | "oneOf"> = {},
): Column => ({ name, type, description, ...more });
const required = { required: true } as const;

/** How a field of each type is written. */
const columnTypes: Readonly<Record<Extract<FieldType, string>, Column["type"]>> = {
  code: "string",
  count: "integer",
  day: "date",
  financialYear: "string",
  flag: "boolean",
  instant: "datetime",
  name: "string",
  pounds: "number",
  share: "number",
  text: "string",
  texts: "list",
};

const columnOf = (name: string, { type }: StoredField, description: string, more = {}): Column =>
  typeof type === "string"
    ? column(name, columnTypes[type], description, more)
    : column(name, "string", description, { ...more, oneOf: type });

const said: readonly Column[] = [
  column("source", "string", "Code of the source that says so: a name of the package's sources.", required),
  column("confidence", "string", "How far it can be trusted; SYNTHETIC is made up, never a real claim.", {
    ...required,
    oneOf: confidences,
  }),
  column("note", "string", "What else the source says."),
];
const recordClock: readonly Column[] = [
  column("recordedAt", "datetime", "When the graph learned it.", required),
  column("retractedAt", "datetime", "When the graph stopped believing it; empty while it does."),
  column("addedIn", "integer", "The revision of the dataset that brought it.", required),
  column("removedIn", "integer", "The revision that took it away; empty while it is there."),
  column(
    "knownFrom",
    "datetime",
    "By when it had been said: the publication of its edition; else when it was recorded.",
    required,
  ),
  column(
    "knownTo",
    "datetime",
    "When what stopped saying it was published, or it was taken back; empty while it is said.",
  ),
];

/** Organisations, a row each; a row for each of its descriptions where an export holds former ones too. */
export const nodes: Table = {
  name: "nodes",
  description: "Practices, consortia, PCTs, clusters, SHAs and support providers.",
  kinds: null,
  columns: [
    column("code", "string", "ODS code; where none exists, a lower-case slug.", required),
    column("name", "string", "Its name.", required),
    column("kind", "string", "What it is.", { ...required, oneOf: organisationKinds }),
    ...detailFields.map(([name, field]) =>
      columnOf(name, field, sentence(field, field.absent ? `; empty: ${field.absent}` : "")),
    ),
    ...said,
    ...recordClock,
    column(
      "validFrom",
      "date",
      "The first day of which this description is told; empty: it serves for all days before, too.",
    ),
    column("validTo", "date", "The last such day; empty: it serves for all days after, too."),
  ],
};

const claim: readonly Column[] = [
  columnOf("validFrom", claimFields.validFrom, "First day it holds; empty where unknown."),
  columnOf("validTo", claimFields.validTo, "Last day it holds; empty while open."),
  ...said,
  columnOf("assertedBy", claimFields.assertedBy, sentence(claimFields.assertedBy)),
  ...recordClock,
  columnOf("assertedByName", claimFields.assertedByName, sentence(claimFields.assertedByName)),
];
const factId = column("factId", "string", "Names the fact for ever.", required);

/** What facts of some kinds say, a column each. */
const payloadColumnsOf = (kinds: readonly FactKind[]): readonly Column[] =>
  payloadFieldsAmong(kinds).map(({ name, field, meanings }) => {
    const said = meanings.map(({ kinds, meaning }) => `${kinds.join(", ")}: ${meaning}`);
    return columnOf(name, field, `${said.join("; ")}.`);
  });

const edgesOf = (kinds: readonly KindOfTwo[], description: string): Table => ({
  name: "edges",
  description,
  kinds,
  columns: [
    factId,
    column("kind", "string", "What is said.", { ...required, oneOf: kinds }),
    column("from", "string", "Code of the member, delegator, provider or predecessor.", required),
    column("to", "string", "Code of the group, recipient or successor.", required),
    ...claim,
    ...payloadColumnsOf(kinds),
  ],
});

/** Facts about two organisations. */
export const edges = edgesOf(
  kindsOfTwo,
  "Facts that join two organisations, directed as the fact reads; OUTSIDE says that a practice of a PCT is in no consortium.",
);

/** Those of them that tie the two, which is what an edge of a graph means. OUTSIDE is not one: it denies a tie. */
export const ties = edgesOf(
  kindsOfTwo.filter((kind) => kind !== "OUTSIDE"),
  "Facts that tie two organisations, directed as the fact reads.",
);

const kindsOfOne = factKinds.filter(isOfOne);

/** Facts about one organisation, which are no edges. */
export const figures: Table = {
  name: "figures",
  description:
    "Facts about one organisation: what a PCT reported of its plans to delegate (REPORT), and the budget of a PCT or cluster (BUDGET).",
  kinds: kindsOfOne,
  columns: [
    factId,
    column("kind", "string", "What is said.", { ...required, oneOf: kindsOfOne }),
    column("from", "string", "Code of the PCT or cluster.", required),
    ...claim,
    ...payloadColumnsOf(kindsOfOne),
  ],
};

export const tables: readonly Table[] = [nodes, edges, figures];
