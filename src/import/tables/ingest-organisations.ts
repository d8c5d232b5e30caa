import { storedOrganisationsByCode } from "../../graph/statements/import-state.ts";
import type { Code } from "../../model/code.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Source } from "../../model/source.ts";
import { descriptionFieldsOf } from "../../vocabulary/derive.ts";
import { ignored, type PartReport, rejected } from "../report/report.ts";
import { type ImportSession, timeLimitMs } from "./import-session.ts";
import { ingestRows, type RowOutcome, type RowToIngest } from "./ingest-rows.ts";
import type { OpenTable } from "./open-table.ts";
import { describedByRow, type OrganisationOfTable, readOrganisationRow } from "./organisation-rows.ts";
import { reading } from "./row-batches.ts";

/** Takes a table of organisations: registers those that are new, and describes the others anew where it says more. */
export async function ingestOrganisations(
  table: OpenTable,
  part: PartReport,
  session: ImportSession,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const lines = new Map<Code, { line: number; text: string }>();
  await ingestRows(table, part, session.rejects, onBytes, async (rows) => {
    const batch = new Batch(session, lines);
    await batch.read(rows);
    const outcomes = rows.map((row) => batch.take(row));
    const { sources, organisations, redescribed, former } = batch;
    await session.staging.add({ sources, organisations, redescribed, former });
    return outcomes;
  });
}

/** Some thousand rows with what the graph says of their organisations. */
class Batch {
  readonly #session: ImportSession;
  readonly #lines: Map<Code, { line: number; text: string }>;
  #known = new Map<Code, OrganisationRecord>();
  readonly sources: Source[] = [];
  readonly organisations: OrganisationRecord[] = [];
  readonly redescribed: OrganisationRecord[] = [];
  /** How those were described before. */
  readonly former: OrganisationRecord[] = [];

  constructor(session: ImportSession, lines: Map<Code, { line: number; text: string }>) {
    this.#session = session;
    this.#lines = lines;
  }

  async read(rows: readonly RowToIngest[]): Promise<void> {
    const codes = rows.flatMap(({ cells }) => {
      const code = reading(cells, () => cells.neededCode("code"));
      return typeof code === "string" ? [code] : [];
    });
    const known = await this.#session.graph.read(
      storedOrganisationsByCode,
      { codes: [...new Set(codes)] },
      { timeLimitMs },
    );
    this.#known = new Map(known.map((organisation) => [organisation.code, organisation]));
  }

  take({ line, cells }: RowToIngest): RowOutcome {
    const read = reading(cells, () => {
      const row = readOrganisationRow(cells);
      this.#session.sources.cite(cells);
      return { row, after: describedByRow(row, this.#known.get(row.code), cells) };
    });
    if ("kind" in read) return read;
    const again = this.#again(read.row, line, cells.label("code"));
    if (again) return again;
    return this.#write(read.after);
  }

  #again(row: OrganisationOfTable, line: number, label: string): RowOutcome | null {
    const text = JSON.stringify(row);
    const before = this.#lines.get(row.code);
    if (before === undefined) {
      this.#lines.set(row.code, { line, text });
      return null;
    }
    return before.text === text
      ? ignored("same as an earlier row")
      : rejected(label, `line ${before.line} says otherwise of ${row.code}: expected it once`);
  }

  #write(after: OrganisationRecord): RowOutcome {
    const before = this.#known.get(after.code);
    this.#session.lifespans.set(after.code, { kind: after.kind, opened: after.opened, closed: after.closed });
    if (before !== undefined && same(before, after)) return { kind: "unchanged" };
    this.sources.push(...this.#session.sources.bring(after.source));
    if (before === undefined) {
      this.organisations.push(after);
      return { kind: "added" };
    }
    this.former.push(before);
    this.redescribed.push(after);
    return { kind: "changed" };
  }
}

const same = (before: OrganisationRecord, after: OrganisationRecord): boolean =>
  descriptionFieldsOf(null).every(([name]) => (before[name] ?? null) === (after[name] ?? null));
