import { factKinds } from "../model/facts.ts";
import {
  confidences,
  delegationPositions,
  delegationStages,
  membershipStatuses,
  organisationKinds,
  outsideReasons,
  supportModels,
} from "../model/kinds.ts";
import type { Column, Table } from "./table.ts";

const column = (
  name: string,
  type: Column["type"],
  description: string,
  more: Pick<Column, "required" | "oneOf"> = {},
): Column => ({ name, type, description, ...more });
const required = { required: true } as const;

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
    column("postcode", "string", "Where it is."),
    column("opened", "date", "First day it existed; empty where unknown."),
    column("closed", "date", "Last day it existed; empty while open."),
    column("listSize", "integer", "Registered patients of a practice."),
    column("listSizeOn", "date", "When they were counted."),
    column("statedPopulation", "integer", "People it covers, as its source states; never computed."),
    column("statedPractices", "integer", "Practices in it, as its source states; never computed."),
    column("pathfinderFrom", "date", "When a consortium was named a pathfinder."),
    column("pathfinderWave", "integer", "In which wave of announcements."),
    column("statutory", "boolean", "Whether a consortium is a clinical commissioning group (CCG)."),
    column("minimumDelegatedShare", "number", "What an SHA makes each PCT delegate, 0 to 1 of its budget."),
    column("minimumDelegatedShareFrom", "date", "From which day."),
    column("sector", "string", "What kind of body a support provider is."),
    column("odsSubType", "string", "ODS sub-type: B, it has a parent organisation; Z, it has none."),
    ...said,
    ...recordClock,
  ],
};

const claim: readonly Column[] = [
  column("validFrom", "date", "First day it holds; empty where unknown."),
  column("validTo", "date", "Last day it holds; empty while open."),
  ...said,
  column("assertedBy", "string", "Code of the organisation whose claim it is, where one body made it."),
  ...recordClock,
];
const factId = column("factId", "string", "Names the fact for ever.", required);
const financialYear = column("financialYear", "string", 'Year of account, such as "2011/12".');
const amountGbp = column(
  "amountGbp",
  "number",
  "Pounds; empty where the source gives none for it alone. Never split by guess.",
);
const shareOfBudget = column("shareOfBudget", "number", "0 to 1 of the budget of the PCT or cluster.");

const edgeKinds = factKinds.filter((kind) => kind !== "REPORT" && kind !== "BUDGET");

/** Facts that join two organisations. */
export const edges: Table = {
  name: "edges",
  description: "Facts that join two organisations, directed as the fact reads.",
  kinds: edgeKinds,
  columns: [
    factId,
    column("kind", "string", "What is said.", { ...required, oneOf: edgeKinds }),
    column("from", "string", "Code of the member, delegator, provider or predecessor.", required),
    column("to", "string", "Code of the group, recipient or successor.", required),
    ...claim,
    column("status", "string", "MEMBERSHIP: how far the group had come.", { oneOf: membershipStatuses }),
    column("reason", "string", "OUTSIDE: why the practice is in no consortium.", { oneOf: outsideReasons }),
    financialYear,
    column("stage", "string", "DELEGATION: how far it had come.", { oneOf: delegationStages }),
    amountGbp,
    shareOfBudget,
    column("scope", "string", "DELEGATION: what is delegated."),
    column("services", "list", "SUPPORT: what is provided."),
    column("model", "string", "SUPPORT: how it is provided.", { oneOf: supportModels }),
    column("valueGbp", "number", "SUPPORT: pounds over the whole contract, where a source states it."),
  ],
};

/** Facts about one organisation, which are no edges. */
export const figures: Table = {
  name: "figures",
  description:
    "Facts about one organisation: what a PCT reported of its plans to delegate (REPORT), and the budget of a PCT or cluster (BUDGET).",
  kinds: ["REPORT", "BUDGET"],
  columns: [
    factId,
    column("kind", "string", "What is said.", { ...required, oneOf: ["REPORT", "BUDGET"] }),
    column("from", "string", "Code of the PCT or cluster.", required),
    ...claim,
    financialYear,
    column("position", "string", "REPORT: how far its plans had come.", { oneOf: delegationPositions }),
    amountGbp,
    shareOfBudget,
  ],
};

export const tables: readonly Table[] = [nodes, edges, figures];
