import type { ExportedDescription } from "../graph/statements/export.ts";
import type { Code } from "../model/code.ts";
import type { IsoDate } from "../model/dates.ts";
import { type Confidence, confidences, consortiumStandings, outsideReasons } from "../model/kinds.ts";
import { type Standing, type StandingFact, standingOn } from "../model/standing.ts";
import { byTrust } from "../model/trust.ts";
import type { Extract, TableReader } from "./extract.ts";
import type { Column } from "./table.ts";
import { nodes } from "./tables.ts";

/** What formats of graphs say of a practice instead of an edge, which every reader would take for a tie. */
interface NodeStanding extends Standing {
  readonly standingConfidence: Confidence | null;
}

/** A node of the formats of graphs. */
export type GraphNode = ExportedDescription & { readonly label: string } & Partial<NodeStanding>;

const column = (
  name: keyof GraphNode,
  type: Column["type"],
  description: string,
  oneOf?: readonly string[],
) => ({ name, type, description, ...(oneOf ? { oneOf } : {}) }) satisfies Column;

/** Columns of a node beside those of the table: a name is its label, since igraph takes `name` for its identity. */
export const graphNodeColumns: readonly Column[] = [
  { ...column("label", "string", "Its name."), required: true },
  ...nodes.columns.filter(({ name }) => name !== "name"),
  column(
    "standing",
    "string",
    "Practices: whether it is in a consortium on the day of the export.",
    consortiumStandings,
  ),
  column("outsideReason", "string", "Practices: why it is known to be in no consortium.", outsideReasons),
  column("orphanedSince", "date", "Practices: first day of the present spell outside."),
  column(
    "standingConfidence",
    "string",
    "Practices: how far the standing can be trusted; absent where nothing is known.",
    confidences,
  ),
];

/** The organisations of an export, each once: by its last description, where former ones are exported too. */
export async function* graphNodesOf(
  extract: Extract,
  read: TableReader,
): AsyncGenerator<readonly GraphNode[]> {
  for await (const { rows } of read(nodes)) {
    const described = rows.filter((row): row is ExportedDescription => !("factId" in row));
    const last = [...new Map(described.map((row) => [row.code, row])).values()];
    const practices = last.filter(({ kind }) => kind === "PRACTICE").map(({ code }) => code);
    const standings = await standingsOf(extract, practices);
    yield last.map((row) => ({ ...row, label: row.name, ...standings.get(row.code) }));
  }
}

async function standingsOf(
  { clocks, standingFacts, standingsCovered }: Extract,
  practices: readonly Code[],
): Promise<ReadonlyMap<Code, NodeStanding>> {
  const facts = new Map<Code, StandingFact[]>(practices.map((code) => [code, []]));
  const rows = practices.length === 0 ? [] : await standingFacts(practices);
  for (const { parent, fact } of rows) facts.get(parent)?.push(fact);
  return new Map([...facts].map(([code, said]) => [code, standingWith(clocks.asOf, said, standingsCovered)]));
}

function standingWith(asOf: IsoDate, facts: readonly StandingFact[], isCovered: boolean): NodeStanding {
  const standing = standingOn(asOf, facts);
  if (standing.standing === "UNCLEAR" && !isCovered)
    return { ...standing, standing: "NOT_COVERED", standingConfidence: null };
  const kind = standing.standing === "MEMBER" ? "MEMBERSHIP" : "OUTSIDE";
  const [best] = facts
    .filter((fact) => fact.kind === kind && (fact.validTo === null || asOf <= fact.validTo))
    .sort(byTrust);
  return { ...standing, standingConfidence: best?.confidence ?? null };
}
