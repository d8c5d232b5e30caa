import type { Extract, TableReader } from "./extract.ts";

/** What was read for a file. */
export interface RowCounts {
  rows: number;
  /** Facts that lead out of what is exported. */
  leftOut: number;
  /** Codes of the sources that its rows cite. */
  readonly sources: Set<string>;
}

/**
 * The reader of an extract that counts what passes.
 * @param onOrganisations told how many more organisations were read
 */
export function countingRows(
  extract: Extract,
  onOrganisations: (more: number) => void = () => {},
): { readonly read: TableReader; readonly counts: RowCounts } {
  const counts: RowCounts = { rows: 0, leftOut: 0, sources: new Set() };
  return {
    counts,
    async *read(table) {
      let before = 0;
      for await (const batch of extract.read(table)) {
        counts.rows += batch.rows.length;
        counts.leftOut += batch.leftOut;
        for (const { source } of batch.rows) counts.sources.add(source);
        yield batch;
        onOrganisations(batch.organisations - before);
        before = batch.organisations;
      }
    },
  };
}
