import { pathToFileURL } from "node:url";
import { startContender } from "./contenders/process.ts";
import { measureWarm, modes } from "./measure.ts";
import { warmWorks } from "./works/works.ts";

/**
 * `npx tsx bench/sides.ts <folder>`: this program beside another version of it, both built (`npm run build`) and both on
 * the embedded engine with the copy of the graph in memory, taking turns in one run. Prints for each work the medians in
 * milliseconds and their ratio, this one's over the other's.
 */
const [folder] = process.argv.slice(2);
if (!folder) throw new Error("Which folder? Expected npx tsx bench/sides.ts ../other-version");

const start = { name: "embedded", address: null, englands: 1 } as const;
const effort = { turns: 8, turnMs: 500, warmMs: 1_000, warmAgainMs: 300, workMs: 20_000 };
const other = await startContender(start, pathToFileURL(`${folder}/`));
const own = await startContender(start);
try {
  for (const mode of modes) {
    for (const work of warmWorks) {
      const [before, after] = await measureWarm([other, own], work, mode, effort);
      if (!before || !after) throw new Error(`Nothing was measured of ${work.name}`);
      const ratio = (after.median / before.median).toFixed(2);
      console.log(`${mode}, ${work.name}: ${before.median.toFixed(2)}, ${after.median.toFixed(2)}, ${ratio}`);
    }
  }
} finally {
  await Promise.all([other.stop(), own.stop()]);
}
