// Run by killed-restore.test.ts, which kills it: puts a backup in the place of what a graph's file, or Neo4j, holds.
import { restoreBackup } from "../../src/backup/restore.ts";
import { openGraph } from "../../src/server/open-graph.ts";
import { readSettings } from "../../src/server/settings.ts";

const [backup = ""] = process.argv.slice(2);
const graph = await openGraph({ graph: readSettings(process.env).graph, statementTimeLimitMs: 30_000 });
await restoreBackup(graph, {
  file: backup,
  replace: true,
  by: { who: "killed", requestId: null },
  onProgress: (done, total) => process.send?.(done / total),
});
await graph.close();
