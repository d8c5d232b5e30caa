import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { fillRichly } from "../backup/rich-graph.ts";
import { facts, organisations } from "../contract/curated-graph.ts";
import { organisation } from "../contract/small-graph.ts";
import { write } from "../contract/writing.ts";
import { lines, practiceRow } from "../import/ods-files.ts";
import type { Work } from "./kill.ts";

export const folder = mkdtempSync(join(tmpdir(), "commissioning-kills-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [editions, practices] = [90, 40];

/** What each kind of work starts from: nothing, or a small graph with the bodies that its facts name. */
export async function fillFor(kind: Work["kind"], graph: Graph): Promise<void> {
  if (kind === "seed") return;
  await write(graph, { organisations: [...organisations, organisation("CONSORTIUM", "00K")], facts });
}

/** What each kind of work reads, written once. */
export async function materialOf(kind: Work["kind"]): Promise<Pick<Work, "material">> {
  if (kind === "import") return { material: writeEditions() };
  if (kind === "restore") return { material: await writeRichBackup() };
  return {};
}

/** Files of practices, each with others. */
function writeEditions(): string {
  const into = join(folder, "editions");
  mkdirSync(into, { recursive: true });
  for (let edition = 10; edition < 10 + editions; edition++) {
    const rows = Array.from({ length: practices }, (_, row) =>
      practiceRow({ code: `B${edition}${String(row).padStart(3, "0")}` }),
    );
    writeFileSync(join(into, `${edition}.csv`), lines(...rows));
  }
  return into;
}

async function writeRichBackup(): Promise<string> {
  const file = join(folder, "rich.backup.jsonl.gz");
  const graph = await fillRichly(await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 30_000 }));
  await writeBackup(graph, { file, force: true, programVersion: "0" });
  await graph.close();
  return file;
}
