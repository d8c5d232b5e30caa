import { factsStartingAt, type Starts } from "../../graph/statements/import-state.ts";
import type { Code } from "../../model/code.ts";
import { stillBelieved, unknownStart } from "../../model/dates.ts";
import { problemsOf } from "../../model/fact-rules.ts";
import { type Fact, factKinds, type NewFact } from "../../model/facts.ts";
import { groupBy } from "../../model/group-by.ts";
import type { Source } from "../../model/source.ts";
import { ignored, type PartReport, type Rejected, rejected } from "../report/report.ts";
import { readFactRow } from "./fact-rows.ts";
import { type ImportSession, timeLimitMs } from "./import-session.ts";
import { ingestRows, type RowOutcome, type RowToIngest } from "./ingest-rows.ts";
import type { OpenTable } from "./open-table.ts";
import { reading, rejectBy } from "./row-batches.ts";
import { claimKeyOf, contentKey } from "./same-fact.ts";

/** Takes a table of facts. Of a matter that the graph knows from the same source it takes what differs, as a correction. */
export async function ingestFacts(
  table: OpenTable,
  part: PartReport,
  session: ImportSession,
  onBytes: (bytes: number) => void,
): Promise<void> {
  await ingestRows(table, part, session.rejects, onBytes, async (rows) => {
    const { knownBodiesOnly } = table.mapping;
    const read = rows.map(
      (row) => (knownBodiesOnly && notOurs(row, session)) || readFact(row, part.file, session),
    );
    const known = await knownOf(
      read.flatMap((row) => (row.kind === "fact" ? [row.fact] : [])),
      session,
    );
    const changes = { sources: [] as Source[], facts: [] as NewFact[], retracted: [] as Fact[] };
    const outcomes = read.map((row): RowOutcome => {
      if (row.kind !== "fact") return row;
      const before = known.get(row.claimKey) ?? [];
      if (before.some((fact) => contentKey(fact) === row.content)) return { kind: "unchanged" };
      changes.sources.push(...session.sources.bring(row.fact.source));
      changes.facts.push(row.fact);
      changes.retracted.push(...before);
      return { kind: before.length > 0 ? "changed" : "added" };
    });
    await session.staging.add(changes);
    return outcomes;
  });
}

interface FactRow {
  readonly kind: "fact";
  readonly fact: NewFact;
  readonly claimKey: string;
  readonly content: string;
}

/** Why a row of a file about all bodies is none of ours; null where the rules decide. */
function notOurs({ cells }: RowToIngest, { lifespans }: ImportSession): RowOutcome | null {
  const bodies = ["from", "to"].flatMap((column) => {
    const code = cells.text(column)?.toUpperCase();
    return code === undefined ? [] : [{ column, life: lifespans.get(code as Code) }];
  });
  const absent = bodies.find(({ life }) => life === undefined);
  if (absent) return ignored(`${absent.column} is not in the graph`);
  const fact = reading(cells, readFactRow);
  if (fact.kind === "rejected") return null;
  const problems = problemsOf(fact, (code) => lifespans.get(code));
  return problems.some(({ field }) => field === "from" || field === "to")
    ? ignored(`no such fact joins a ${bodies.map(({ life }) => life?.kind).join(" and a ")}`)
    : null;
}

/** What a row says, where it keeps the rules and says it for the first time. */
function readFact({ line, cells }: RowToIngest, file: string, session: ImportSession): FactRow | RowOutcome {
  const fact = reading(cells, () => {
    const read = readFactRow(cells);
    rejectBy(
      cells,
      problemsOf(read, (code) => session.lifespans.get(code)),
    );
    session.sources.cite(cells);
    return read;
  });
  if (fact.kind === "rejected") return fact;
  const row: FactRow = { kind: "fact", fact, claimKey: claimKeyOf(fact), content: contentKey(fact) };
  const before = session.ingested.get(row.claimKey);
  if (before === undefined) {
    session.ingested.set(row.claimKey, { content: row.content, file, line });
    return row;
  }
  if (before.content === row.content) return ignored("same as an earlier row");
  return otherwise(cells.label("from"), before.file === file ? "" : ` of ${before.file}`, before.line);
}

const otherwise = (column: string, file: string, line: number): Rejected =>
  rejected(
    column,
    `line ${line}${file} says otherwise of the same matter, by the same source and from the same day: expected it once`,
  );

/** What the graph believes of the matters of some facts. */
async function knownOf(facts: readonly NewFact[], { graph }: ImportSession): Promise<Map<string, Fact[]>> {
  const known: Fact[] = [];
  for (const kind of factKinds) {
    const rows = startsOf(facts.filter((fact) => fact.kind === kind));
    if (rows.length === 0) continue;
    known.push(...(await graph.read(factsStartingAt(kind), { rows, stillBelieved }, { timeLimitMs })));
  }
  return groupBy(known, claimKeyOf);
}

function startsOf(facts: readonly NewFact[]): Starts[] {
  const days = new Map<Code, Set<string>>();
  for (const { from, validFrom } of facts) {
    const own = days.get(from) ?? new Set();
    days.set(from, own.add(validFrom ?? unknownStart));
  }
  return [...days].map(([from, own]) => ({ from, days: [...own] }));
}
