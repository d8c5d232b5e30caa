import { withoutCounts } from "../../graph/counted.ts";
import type { DatedDescription, DescriptionChange, NewOrganisation } from "../../graph/dated-description.ts";
import { differenceOf, type StatedDescription, saidOver, statedIn } from "../../graph/described.ts";
import type { Graph } from "../../graph/graph.ts";
import type { Code } from "../../model/code.ts";
import type { IsoDate } from "../../model/dates.ts";
import { BadUserInput } from "../../model/errors.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import { counted, readDescriptions } from "../counts.ts";
import { type Publication, publicationOn, unknownPublication } from "../ods/publication.ts";
import { timeLimitMs } from "./import-session.ts";
import type { OpenTable } from "./open-table.ts";
import type { TablesRequest } from "./request.ts";
import { reading, rowBatches } from "./row-batches.ts";

/** A table of organisations that says how they were described from one day on. */

/**
 * When a table was published, where that matters.
 * @returns null where its descriptions are of no day
 * @throws BadUserInput where it has to be told and is not, or is to come
 */
export async function editionOf(table: OpenTable, { published }: TablesRequest): Promise<Publication | null> {
  if (!isDated(table)) return null;
  if (published !== undefined) return publicationOn(published, table.file);
  if (!table.layout?.editions) return null;
  const { newest, hasRows } = await newestDay(table);
  if (newest !== null) return publicationOn(newest, table.file);
  if (hasRows) throw unknownPublication(table.file);
  return null;
}

/** Whether a table may be an edition. */
const isDated = ({ mapping }: OpenTable): boolean =>
  mapping.table === "organisations" || mapping.table === "counts";

/** The newest day in it on which something opened or closed, that is not to come, and whether it has any row to take. */
async function newestDay(table: OpenTable): Promise<{ newest: IsoDate | null; hasRows: boolean }> {
  const today = new Date().toISOString().slice(0, 10);
  let newest: IsoDate | null = null;
  let hasRows = false;
  for await (const batch of rowBatches(table, () => {})) {
    for (const { read } of batch) {
      if (read.kind !== "cells") continue;
      hasRows = true;
      const days = reading(read.cells, (cells) => [cells.date("opened"), cells.date("closed")]);
      for (const day of "kind" in days ? [] : days)
        if (day !== null && day <= today && (newest === null || day > newest)) newest = day;
    }
  }
  return { newest, hasRows };
}

/** @throws BadUserInput where it says of tables when they were published, and none has organisations */
export function checkPublished(tables: readonly OpenTable[], { published, files }: TablesRequest): void {
  if (published === undefined || tables.some(isDated)) return;
  throw new BadUserInput(
    `--published is for ODS's files, and tables of organisations and of counts, and ${files.join(" and ")} holds none: facts are known from when their source was published, so give that in its column published.`,
  );
}

/**
 * What an edition says is placed among what the graph says already, so that no other table may say it in the same import.
 * @throws BadUserInput
 */
export function refuseSeveral(
  tables: readonly OpenTable[],
  editions: ReadonlyMap<OpenTable, Publication>,
): void {
  const describing = tables.filter(({ mapping }) => mapping.table === "organisations");
  if (editions.size === 0 || describing.length < 2) return;
  throw new BadUserInput(
    `${describing.map(({ file }) => file.name).join(" and ")} describe organisations, and what is said from one day on comes alone: expected one such file in an import. Import them one after the other, in any order.`,
  );
}

/** How organisations are described, by all that counts now. */
export class StoredDescriptions {
  #there: ReadonlyMap<Code, readonly DatedDescription[]> = new Map();

  async read(graph: Graph, codes: readonly Code[]): Promise<void> {
    this.#there = await readDescriptions(
      (statement, params) => graph.read(statement, params, { timeLimitMs }),
      codes,
    );
  }

  of(code: Code): readonly DatedDescription[] {
    return this.#there.get(code) ?? [];
  }

  /** What an edition's row adds to: how it stood without any edition. What another edition says, this one does not. */
  before(code: Code, { knownFrom }: Publication): OrganisationRecord | undefined {
    const stood = inOrder(statedIn(this.of(code))).filter(({ day }) => day === null);
    return stood.findLast((one) => one.knownFrom <= knownFrom)?.record;
  }

  /** What to write so that an edition's row has its place among what others said. */
  with(record: OrganisationRecord, { knownFrom }: Publication): DescriptionChange[] {
    const there = this.of(record.code);
    const others = statedIn(withoutCounts(there)).filter((one) => one.knownFrom !== knownFrom);
    const day = knownFrom.slice(0, 10) as IsoDate;
    return differenceOf(counted(saidOver(inOrder([...others, { knownFrom, day, record }])), there), there);
  }
}

const inOrder = (stated: readonly StatedDescription[]): StatedDescription[] =>
  stated.toSorted((a, b) => (a.knownFrom < b.knownFrom ? -1 : 1));

/** An organisation that is described first by an edition. */
export const newIn = (record: OrganisationRecord, { knownFrom }: Publication): NewOrganisation => ({
  ...record,
  describedOn: knownFrom.slice(0, 10) as IsoDate,
  clocks: { knownFrom, validFrom: null },
});
