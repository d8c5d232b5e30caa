import type { Snapshot, TableReader } from "./snapshot.ts";

/** What was read for a file. */
export interface Tally {
  rows: number;
  /** Facts that lead out of what is exported. */
  leftOut: number;
  /** Codes of the sources that its rows cite. */
  readonly sources: Set<string>;
}

/**
 * The reader of a snapshot that counts what passes.
 * @param onOrganisations told how many more organisations were read
 */
export function tallied(
  snapshot: Snapshot,
  onOrganisations: (more: number) => void = () => {},
): { readonly read: TableReader; readonly tally: Tally } {
  const tally: Tally = { rows: 0, leftOut: 0, sources: new Set() };
  return {
    tally,
    async *read(table) {
      let before = 0;
      for await (const batch of snapshot.read(table)) {
        tally.rows += batch.rows.length;
        tally.leftOut += batch.leftOut;
        for (const { source } of batch.rows) tally.sources.add(source);
        yield batch;
        onOrganisations(batch.organisations - before);
        before = batch.organisations;
      }
    },
  };
}
