import { isDeepStrictEqual } from "node:util";
import type { Source } from "../../model/source.ts";
import { ignored, type PartReport, rejected } from "../report/report.ts";
import type { ImportSession } from "./import-session.ts";
import { ingestRows, type RowOutcome } from "./ingest-rows.ts";
import { refuseToCome, sourceInRow } from "./known-sources.ts";
import type { OpenTable } from "./open-table.ts";
import { reading } from "./row-batches.ts";

/** Takes a table of sources: what it says of one that is known replaces what was known. */
export async function ingestSources(
  table: OpenTable,
  part: PartReport,
  { sources, staging, rejects }: ImportSession,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const lines = new Map<string, number>();
  await ingestRows(table, part, rejects, onBytes, async (rows) => {
    const written: Source[] = [];
    const outcomes = rows.map(({ line, cells }): RowOutcome => {
      const source = reading(cells, () => {
        const given = sourceInRow(cells, { code: "code", title: "title" });
        refuseToCome(cells, given, sources.get(given.code));
        return given;
      });
      if ("kind" in source) return source;
      const known = sources.get(source.code);
      const before = lines.get(source.code);
      if (known && same(known, source))
        return before ? ignored("same as an earlier row") : { kind: "unchanged" };
      if (before)
        return rejected(
          cells.label("code"),
          `line ${before} says otherwise of ${source.code}: expected it once`,
        );
      lines.set(source.code, line);
      sources.take(source);
      written.push(...sources.bring(source.code));
      return { kind: known ? "changed" : "added" };
    });
    await staging.add({ sources: written });
    return outcomes;
  });
}

const same = (a: Source, b: Source): boolean =>
  a.title === b.title &&
  a.publisher === b.publisher &&
  a.published === b.published &&
  a.url === b.url &&
  a.licence === b.licence &&
  // Who says nothing of it takes nothing back.
  (b.covers === undefined || isDeepStrictEqual(a.covers, b.covers));
