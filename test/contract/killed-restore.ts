// Run by killed-restore.test.ts, which kills it: puts a backup in the place of what a graph's file holds.
import { restoreBackup } from "../../src/backup/restore.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";

const [graphFile = "", backup = ""] = process.argv.slice(2);
const graph = await openEmbeddedGraph({ file: graphFile, timeLimitMs: 30_000 });
await restoreBackup(graph, {
  file: backup,
  replace: true,
  by: { who: "killed", requestId: null },
  onProgress: (done, total) => process.send?.(done / total),
});
await graph.close();
