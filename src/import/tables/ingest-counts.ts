import type { GraphRead } from "../../graph/graph.ts";
import { type DescribedCount, describedCounts } from "../../graph/statements/list-sizes.ts";
import type { Code } from "../../model/code.ts";
import { firstInstantOf, type Instant, type IsoDate, isDateMonthOrYear } from "../../model/dates.ts";
import { isOfRegister } from "../../model/editions.ts";
import { confidences } from "../../model/kinds.ts";
import { readDescriptions } from "../counts.ts";
import { fault } from "../report/faults.ts";
import { type PartReport, rejected } from "../report/report.ts";
import type { Cells } from "./cells.ts";
import { type ImportSession, timeLimitMs } from "./import-session.ts";
import { ingestRows, type RowOutcome, type RowToIngest } from "./ingest-rows.ts";
import type { OpenTable } from "./open-table.ts";
import { reading } from "./row-batches.ts";
import type { DescribedCounts, RowCount } from "./stated-counts.ts";

/** Takes a table of counts of patients: of practices that the graph holds, and of others for when they come. */
export async function ingestCounts(
  table: OpenTable,
  part: PartReport,
  session: ImportSession,
  onBytes: (bytes: number) => void,
): Promise<void> {
  await ingestRows(table, part, session.rejects, onBytes, async (rows) => {
    const outcomes: RowOutcome[] = [];
    for (let start = 0; start < rows.length; start += rowsAtOnce)
      outcomes.push(...(await takeSome(rows.slice(start, start + rowsAtOnce), table, session)));
    return outcomes;
  });
}

/** A practice may be described in many ways. */
const rowsAtOnce = 50;

async function takeSome(
  rows: readonly RowToIngest[],
  table: OpenTable,
  session: ImportSession,
): Promise<RowOutcome[]> {
  const read = rows.map((row) => readCount(row, table, session));
  const codes = [...new Set(read.flatMap((row) => ("practice" in row ? [row.practice] : [])))];
  const described = await describedCountsOf(codes, session);
  return read.map((row) =>
    "practice" in row ? ingestCount(row, described.get(row.practice), session) : row,
  );
}

/** What the graph tells of practices' patients. Only where that is not all kept, their descriptions are read. */
async function describedCountsOf(
  codes: readonly Code[],
  { graph, counts }: ImportSession,
): Promise<ReadonlyMap<Code, DescribedCounts>> {
  const read: GraphRead = (statement, params) => graph.read(statement, params, { timeLimitMs });
  const byCode = new Map(codes.map((code): [Code, DescribedCount[]] => [code, []]));
  for (const count of await read(describedCounts, { parents: codes })) byCode.get(count.parent)?.push(count);
  const described = new Map<Code, DescribedCounts>();
  for (const [code, all] of byCode)
    if (counts.areStored(code, all))
      described.set(code, { days: new Set(all.map(({ listSizeOn }) => listSizeOn)), plain: [] });
  const others = codes.filter((code) => !described.has(code));
  for (const [code, there] of await readDescriptions(read, others, "Practice"))
    described.set(code, counts.describedIn(code, there));
  return described;
}

function ingestCount(
  row: RowCount,
  described: DescribedCounts | undefined,
  { counts, lifespans }: ImportSession,
): RowOutcome {
  const life = lifespans.get(row.practice);
  if (life && life.kind !== "PRACTICE")
    return rejected("code", `${row.practice} is a ${life.kind} in the graph: expected a practice`);
  // One that this import brings is not in the graph yet.
  return counts.take(row, life && (described ?? { days: new Set(), plain: [] }));
}

function readCount({ cells }: RowToIngest, table: OpenTable, session: ImportSession): RowCount | RowOutcome {
  return reading(cells, () => {
    if (cells.text("kind") !== null) cells.oneOf("kind", ["PRACTICE"]);
    const source = cells.needed("source");
    if (isOfRegister(source))
      fault(
        cells.label("source"),
        `${source} counts no patients: expected the source that does, such as NHSBSA`,
      );
    session.sources.cite(cells);
    const listSizeOn = cells.date("listSizeOn");
    cells.needed("listSizeOn");
    cells.needed("listSize");
    const listSize = cells.whole("listSize");
    if (listSizeOn === null || listSize === null) throw new Error("A needed cell is empty");
    refuseToCome(cells, listSizeOn);
    return {
      practice: cells.neededCode("code"),
      ...{ source, listSizeOn, listSize, confidence: cells.oneOf("confidence", confidences) },
      published: session.editions.get(table) ?? null,
      knownFrom: knownFromOf(session.sources.get(source)?.published ?? "", listSizeOn),
    };
  });
}

/** Rejects a count of a day to come. */
export function refuseToCome(cells: Cells, day: IsoDate, now = new Date()): void {
  if (day > now.toISOString().slice(0, 10))
    fault(cells.label("listSizeOn"), `${day} is to come: expected the day on which they were counted`);
}

/** Since its source was published, where that says when and is no earlier; else since the day on which they were counted. */
function knownFromOf(published: string, day: IsoDate): Instant {
  const counted = firstInstantOf(day);
  const since = isDateMonthOrYear(published) ? firstInstantOf(published) : null;
  return since !== null && since > counted ? since : counted;
}
