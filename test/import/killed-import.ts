// Run by killed-import.test.ts, which kills it: imports two files into a graph file that holds their parents.
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { importOds } from "../../src/import/ods/import-ods.ts";

const [graphFile = "", practices = "", memberships = ""] = process.argv.slice(2);
const graph = await openEmbeddedGraph({ file: graphFile, timeLimitMs: 30_000 });
process.send?.("importing");
await importOds(graph, {
  practices,
  memberships,
  onProgress: ({ rowsWritten, rowsToWrite }) => {
    if (rowsToWrite !== null) process.send?.(rowsWritten === rowsToWrite ? "all written" : "writing");
  },
});
await graph.close();
process.send?.("done");
