import type { DescriptionChange, NewOrganisation } from "../../graph/dated-description.ts";
import { storedOrganisationsByCode } from "../../graph/statements/import-state.ts";
import type { Code } from "../../model/code.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Source } from "../../model/source.ts";
import { descriptionFieldsOf } from "../../vocabulary/derive.ts";
import type { Publication } from "../ods/publication.ts";
import { fault } from "../report/faults.ts";
import { ignored, type PartReport, rejected } from "../report/report.ts";
import type { Cells } from "./cells.ts";
import { newIn, StoredDescriptions } from "./edition.ts";
import { type ImportSession, timeLimitMs } from "./import-session.ts";
import { refuseToCome } from "./ingest-counts.ts";
import { ingestRows, type RowOutcome, type RowToIngest } from "./ingest-rows.ts";
import type { OpenTable } from "./open-table.ts";
import {
  type DatedCount,
  describedByRow,
  type OrganisationOfTable,
  readOrganisationRow,
  splitRow,
} from "./organisation-rows.ts";
import { reading } from "./row-batches.ts";

/** Takes a table of organisations: registers those that are new, and describes the others anew where it says more. */
export async function ingestOrganisations(
  table: OpenTable,
  part: PartReport,
  session: ImportSession,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const lines = new Map<Code, { line: number; text: string }>();
  const edition = session.editions.get(table) ?? null;
  await ingestRows(table, part, session.rejects, onBytes, async (rows) => {
    const batch = new Batch(session, edition, lines);
    await batch.read(rows);
    const outcomes = rows.map((row) => batch.take(row));
    const { sources, organisations, redescribed, former, descriptions } = batch;
    await session.staging.add({ sources, organisations, redescribed, former, descriptions });
    return outcomes;
  });
}

/** Some thousand rows with what the graph says of their organisations. */
class Batch {
  readonly #session: ImportSession;
  readonly #lines: Map<Code, { line: number; text: string }>;
  #known = new Map<Code, OrganisationRecord>();
  readonly #edition: Publication | null;
  readonly #stored = new StoredDescriptions();
  readonly sources: Source[] = [];
  readonly organisations: NewOrganisation[] = [];
  readonly redescribed: OrganisationRecord[] = [];
  /** How those were described before. */
  readonly former: OrganisationRecord[] = [];
  /** What an edition says of those that were described before. */
  readonly descriptions: DescriptionChange[] = [];

  /** @param edition null where the table is none: what it says holds for all days */
  constructor(
    session: ImportSession,
    edition: Publication | null,
    lines: Map<Code, { line: number; text: string }>,
  ) {
    this.#session = session;
    this.#edition = edition;
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
    if (this.#edition || rows.some(({ cells }) => cells.has("listSize")))
      await this.#stored.read(this.#session.graph, [...this.#known.keys()]);
  }

  /** How a row finds its organisation. */
  #before({ code, kind }: OrganisationOfTable): OrganisationRecord | undefined {
    const known = this.#known.get(code);
    // One of another kind is refused, whatever had been said of it by then.
    return this.#edition && known?.kind === kind ? this.#stored.before(code, this.#edition) : known;
  }

  take({ line, cells }: RowToIngest): RowOutcome {
    const read = reading(cells, () => {
      const row = readOrganisationRow(cells);
      this.#session.sources.cite(cells);
      const before = this.#before(row);
      const { count, rest } = splitRow(row, before);
      if (count) this.#checkCount(count, cells);
      // One that is new holds its first count from the beginning.
      const said = this.#known.has(row.code) ? rest : row;
      const after = said && describedByRow(said, before, cells);
      return { row, rest, count, after };
    });
    if ("kind" in read) return read;
    const { row, rest, count, after } = read;
    const again = rest && this.#again(rest, line, cells.label("code"));
    if (again && (again.kind === "rejected" || !count)) return again;
    const counted = count && this.#count(row.code, count);
    if (counted?.kind === "rejected") return counted;
    const described = again || !after ? null : this.#write(after);
    if (described && (described.kind !== "unchanged" || !counted)) return described;
    return counted ?? ignored("same as an earlier row");
  }

  #checkCount({ listSizeOn, source }: DatedCount, cells: Cells): void {
    refuseToCome(cells, listSizeOn);
    if (this.#session.sources.get(source) === undefined)
      fault(cells.label("listSizeSource"), `${source} is not a source that is known: expected one that is`);
  }

  #count(practice: Code, count: DatedCount): RowOutcome {
    const row = { ...count, practice, published: this.#edition, knownFrom: null };
    const { counts } = this.#session;
    const there = this.#stored.of(practice);
    return counts.take(row, there && counts.describedIn(practice, there));
  }

  /** @param row what it says beside its count: several counts of one practice may be stated, a row each */
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
    if (this.#edition) return this.#place(after, this.#edition);
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

  /** Puts what an edition says among what others said of other days. */
  #place(after: OrganisationRecord, edition: Publication): RowOutcome {
    const { code, kind } = after;
    if (!this.#known.has(code)) {
      this.#session.lifespans.set(code, { kind, opened: after.opened, closed: after.closed });
      this.sources.push(...this.#session.sources.bring(after.source));
      this.organisations.push(newIn(after, edition));
      return { kind: "added" };
    }
    const changes = this.#stored.with(after, edition);
    if (changes.length === 0) return { kind: "unchanged" };
    this.sources.push(...this.#session.sources.bring(after.source));
    this.descriptions.push(...changes);
    const present = changes.find((change) => change.kind === "present");
    if (present) {
      const { opened, closed } = present.description.organisation;
      this.#session.lifespans.set(code, { kind, opened, closed });
    }
    return { kind: "changed" };
  }
}

const same = (before: OrganisationRecord, after: OrganisationRecord): boolean =>
  descriptionFieldsOf(null).every(([name]) => (before[name] ?? null) === (after[name] ?? null));
