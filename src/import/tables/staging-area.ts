import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GraphChanges } from "../../graph/recorder.ts";
import type { Code } from "../../model/code.ts";

/** Changes that wait in temporary files until all is known to be good, so that memory does not grow with them. */
export class StagingArea {
  readonly #folder: string;
  #files = 0;
  /** Rows of all changes. */
  rows = 0;
  /** Whether any of them is about an organisation itself. */
  bringsBodies = false;
  /** Practices that are described or counted. */
  readonly practices = new Set<Code>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<StagingArea> {
    return new StagingArea(await mkdtemp(join(tmpdir(), "commissioning-import-")));
  }

  async add(changes: GraphChanges): Promise<void> {
    const { former: _notWritten, ...written } = changes;
    const rows = Object.values(written).reduce((sum: number, of: readonly unknown[]) => sum + of.length, 0);
    if (rows === 0) return;
    this.rows += rows;
    const { organisations = [], redescribed = [], descriptions = [], editions = [] } = changes;
    const described = [
      ...organisations,
      ...redescribed,
      ...descriptions.map(({ description }) => description.organisation),
    ];
    this.bringsBodies ||= described.length > 0;
    for (const { code } of described) this.practices.add(code);
    for (const { rows } of editions)
      for (const row of rows) if ("practice" in row) this.practices.add(row.practice);
    await writeFile(this.#fileOf(this.#files++), JSON.stringify(changes), { mode: 0o600 });
  }

  /** In the order in which they were added, one in memory at a time; can be read again. */
  async *changes(): AsyncGenerator<GraphChanges> {
    for (let at = 0; at < this.#files; at++) {
      yield JSON.parse(await readFile(this.#fileOf(at), "utf8")) as GraphChanges;
    }
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  #fileOf = (at: number): string => join(this.#folder, `${at}.json`);
}
